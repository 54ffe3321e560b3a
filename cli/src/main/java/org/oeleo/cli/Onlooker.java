package org.oeleo.cli;

import org.oeleo.Report;
import org.oeleo.event.Listener;

/** Looks on at one worker, for somebody who reads it. Safe for many threads. */
interface Onlooker extends Listener {
  /** A pass has ended. */
  void reported(Verb verb, Report report);

  /** A pass has ended without a report. */
  void failed(String text);
}
