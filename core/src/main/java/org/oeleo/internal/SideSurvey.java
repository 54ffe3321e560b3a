package org.oeleo.internal;

import java.io.IOException;
import java.util.List;
import org.oeleo.Ending;
import org.oeleo.event.Event;
import org.oeleo.event.Result;
import org.oeleo.spi.RelativePath;
import org.oeleo.spi.Side;

/**
 * Keeps what a survey finds on one side. What is there but cannot be used in this pass is kept too:
 * it must not look deleted. The run's thread only.
 *
 * @param names takes what it has to know of all names together
 */
record SideSurvey(Stage stage, Side side, Sightings sightings, SideNames names)
    implements Findings {
  @Override
  public void files(List<Survey.Listed> files) {
    for (Survey.Listed listed : files) {
      add(listed.entry().path(), new View.Present(listed.entry(), listed.seen()));
    }
  }

  @Override
  public void result(Result result) {
    stage.tally().add(result);
    stage.broadcast().send(new Event.FileFinished(result));
    add(result.path(), new View.Unseen());
  }

  @Override
  public void passedOver(RelativePath path) {
    add(path, new View.Unseen());
  }

  @Override
  public void hidden(RelativePath path) {
    names.hide(path);
    add(path, new View.Unseen());
  }

  private void add(RelativePath path, View view) {
    names.add(path);
    try {
      sightings.add(side, path, view);
    } catch (IOException e) {
      throw new StopSignal(Stop.because(Ending.FATAL, e));
    }
  }
}
