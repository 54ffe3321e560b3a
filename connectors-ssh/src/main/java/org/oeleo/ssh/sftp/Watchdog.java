package org.oeleo.ssh.sftp;

import java.time.Duration;

/**
 * Ends a connection on which requests wait and nothing comes any more, and sees to it that nothing
 * is held back for long. Runs on a thread of its own, so that it sees those as well who are stuck
 * in sending.
 */
final class Watchdog implements Runnable {
  /** A server that answers others may yet owe one answer; at some point it is not coming. */
  private static final int FORGOTTEN = 20;

  private static final Duration TICK = Duration.ofSeconds(1);

  private final Connection connection;
  private final Duration patience;

  Watchdog(Connection connection, Duration patience) {
    this.connection = connection;
    this.patience = patience;
  }

  @Override
  public void run() {
    long tick = Math.max(1, Math.min(TICK.toNanos(), patience.toNanos() / 4));
    try {
      while (!connection.awaitEnd(tick)) {
        connection.pushElsewhere();
        look();
      }
    } catch (InterruptedException ours) {
      connection.close();
    }
  }

  private void look() {
    long now = System.nanoTime();
    long longest = -1;
    int factor = 1;
    for (Call<?> call : connection.waiting()) {
      longest = Math.max(longest, now - call.since());
      factor = Math.max(factor, call.patience());
    }
    long silent = Math.min(longest, now - connection.heard());
    if (silent > patience.toNanos() * factor) {
      giveUp(patience.multipliedBy(factor));
    } else if (longest > patience.toNanos() * FORGOTTEN) {
      giveUp(patience.multipliedBy(FORGOTTEN));
    }
  }

  private void giveUp(Duration waited) {
    connection.end(new ConnectionLostException("the server did not answer for " + words(waited)));
  }

  private static String words(Duration time) {
    return time.toSeconds() > 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
