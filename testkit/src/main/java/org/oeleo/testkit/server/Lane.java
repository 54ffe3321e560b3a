package org.oeleo.testkit.server;

import java.time.Duration;

/**
 * What happens to bytes that go one way, over all connections of a proxy. Safe for many threads.
 */
final class Lane {
  private final Object monitor = new Object();
  private long delayNanos;
  private long passed;
  private long limit = Long.MAX_VALUE;
  private boolean frozen;

  void delay(Duration time) {
    synchronized (monitor) {
      delayNanos = time.toNanos();
    }
  }

  long delayNanos() {
    synchronized (monitor) {
      return delayNanos;
    }
  }

  void cutAfter(long bytes) {
    synchronized (monitor) {
      limit = passed + bytes;
    }
  }

  void freeze() {
    synchronized (monitor) {
      frozen = true;
    }
  }

  void heal() {
    synchronized (monitor) {
      frozen = false;
      limit = Long.MAX_VALUE;
      monitor.notifyAll();
    }
  }

  /** How many of {@code bytes} may pass, waiting while frozen; they count as passed. */
  int admit(int bytes) throws InterruptedException {
    synchronized (monitor) {
      while (frozen) {
        monitor.wait();
      }
      int admitted = (int) Math.min(bytes, limit - passed);
      passed += admitted;
      return admitted;
    }
  }

  long passed() {
    synchronized (monitor) {
      return passed;
    }
  }
}
