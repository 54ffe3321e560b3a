package org.oeleo.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.oeleo.event.Event;
import org.oeleo.event.Listener;
import org.oeleo.schedule.Monitor.Changed;

/** Collects what a pass has carried over. Safe for many threads. */
final class Changes implements Listener {
  private final List<Changed> happened = new ArrayList<>();

  @Override
  public synchronized void on(Event event) {
    if (event instanceof Event.FileFinished file) {
      file.result()
          .change()
          .ifPresent(change -> happened.add(new Changed(file.result().path(), change)));
    }
  }

  /** What there was since the last time, in the order of the paths. */
  synchronized List<Changed> take() {
    List<Changed> all = new ArrayList<>(happened);
    happened.clear();
    all.sort(Comparator.comparing(Changed::path));
    return all;
  }
}
