package org.oeleo.cli;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Shows how far all workers are: drawn over on a terminal, else a line now and then. */
final class Display implements AutoCloseable {
  private static final long REDRAW_MILLIS = 200;
  private static final long LINE_MILLIS = 30_000;

  private record Shown(String label, Progress progress) {}

  private final Screen screen;
  private final List<Shown> all = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "oeleo-display");
        thread.setDaemon(true);
        return thread;
      });

  Display(Screen screen) {
    this.screen = screen;
  }

  Screen screen() {
    return screen;
  }

  /** Begins to show. */
  void start() {
    boolean drawing = screen.terminal().interactive();
    long step = drawing ? REDRAW_MILLIS : LINE_MILLIS;
    var unused = clock.scheduleWithFixedDelay(
        drawing ? this::draw : this::line, step, step, TimeUnit.MILLISECONDS);
  }

  /** The progress of one more worker. */
  Progress add(String label) {
    Progress progress = new Progress();
    all.add(new Shown(label, progress));
    return progress;
  }

  private void draw() {
    long now = System.nanoTime();
    int columns = screen.terminal().columns();
    if (all.size() == 1) {
      screen.draw(ProgressLines.of(all.get(0).progress.at(now), columns));
    } else {
      screen.draw(all.stream()
          .map(shown -> line(shown, shown.progress.at(now), columns))
          .toList());
    }
  }

  private void line() {
    long now = System.nanoTime();
    for (Shown shown : all) {
      Progress.Snapshot state = shown.progress.at(now);
      // Waiting is no news.
      if (state.waiting().isEmpty()) {
        screen.say(line(shown, state, Integer.MAX_VALUE));
      }
    }
  }

  /** Of a state that was asked for once: each asking is a sample of the rate. */
  private String line(Shown shown, Progress.Snapshot state, int columns) {
    String text = ProgressLines.whole(state);
    String full = all.size() == 1 ? text : shown.label + ": " + text;
    return full.length() < columns ? full : full.substring(0, columns - 1);
  }

  @Override
  public void close() {
    clock.shutdownNow();
    try {
      // A drawing under way must not come after the last word.
      clock.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    screen.close();
  }
}
