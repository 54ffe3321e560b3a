package org.oeleo.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.oeleo.Report;
import org.oeleo.Schedule;
import org.oeleo.Worker;
import org.oeleo.spi.LedgerLockedException;

/** Puts a {@link Monitor} together. Handlers are called one at a time. One thread at a time. */
public final class MonitorBuilder {
  private final Worker worker;
  private Duration interval = Duration.ofMinutes(1);
  private Monitor.Afterwards afterwards = Monitor.Afterwards.KEEP;
  private final List<Consumer<Monitor.Changed>> change = new ArrayList<>();
  private final List<Consumer<List<Monitor.Changed>>> finish = new ArrayList<>();
  private final List<Consumer<Report>> failure = new ArrayList<>();

  MonitorBuilder(Worker worker) {
    this.worker = worker;
  }

  /** How long it waits between two passes; a minute, unless said otherwise. */
  public MonitorBuilder every(Duration pause) {
    interval = pause;
    return this;
  }

  /** Told, after a pass, of each file that was carried over. What it throws is logged. */
  public MonitorBuilder onChange(Consumer<Monitor.Changed> handler) {
    change.add(handler);
    return this;
  }

  /** Told once after a pass that has carried anything over: all of it. What it throws is logged. */
  public MonitorBuilder onFinish(Consumer<List<Monitor.Changed>> handler) {
    finish.add(handler);
    return this;
  }

  /** Told of each pass that was not complete. What it throws is logged. */
  public MonitorBuilder onFailure(Consumer<Report> handler) {
    failure.add(handler);
    return this;
  }

  /**
   * The local side is only needed while the monitor is open: closing it deletes, after a last pass
   * without failure, the local files that both sides hold, the folders that are empty then, and the
   * ledger.
   */
  public MonitorBuilder temporary() {
    afterwards = Monitor.Afterwards.REMOVE;
    return this;
  }

  /**
   * Makes the first pass, and goes on in a thread of its own. The caller closes the monitor.
   *
   * @throws LedgerLockedException if another run has the ledger
   * @throws InterruptedException if the thread is interrupted while it waits for the first pass
   */
  public Monitor start() throws LedgerLockedException, InterruptedException {
    Schedule schedule = Schedule.every(interval);
    Monitor.Handlers handlers = new Monitor.Handlers(change, finish, failure);
    return new Monitor(worker, schedule, handlers, afterwards).started();
  }
}
