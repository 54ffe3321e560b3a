package org.oeleo.internal;

/**
 * Leaves a listing from inside its sink, which may not throw anything checked. Never escapes a
 * pass.
 */
final class StopSignal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Stop stop;

  StopSignal(Stop stop) {
    super(stop.message(), null, false, false);
    this.stop = stop;
  }

  Stop stop() {
    return stop;
  }
}
