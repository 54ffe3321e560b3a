package org.oeleo.event;

/**
 * Looks on. Events arrive one at a time, from different threads. What it throws is logged and
 * changes nothing.
 */
@FunctionalInterface
public interface Listener {
  /** Takes one event; should be quick: the run waits for it. */
  void on(Event event);
}
