package org.oeleo.internal;

import java.util.List;
import org.oeleo.event.Result;
import org.oeleo.spi.RelativePath;

/** Takes what a survey finds; on the run's thread. */
interface Findings {
  /** Files to work on. */
  void files(List<Survey.Listed> files);

  /** A file about which nothing more is to be done in this pass. */
  void result(Result result);

  /** The listing takes its time. */
  default void idle() {}

  /** Something that is there and is not for this worker. */
  default void passedOver(RelativePath path) {}

  /** Something of which, and below which, nobody looked. */
  default void hidden(RelativePath path) {}
}
