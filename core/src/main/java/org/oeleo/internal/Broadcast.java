package org.oeleo.internal;

import java.util.List;
import org.oeleo.event.Event;
import org.oeleo.event.Listener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes events on, one at a time; a listener that fails is logged and changes nothing. Safe for
 * many threads.
 */
final class Broadcast {
  private static final Logger LOG = LoggerFactory.getLogger(Broadcast.class);

  private final List<Listener> listeners;

  Broadcast(List<Listener> listeners) {
    this.listeners = listeners;
  }

  synchronized void send(Event event) {
    for (Listener listener : listeners) {
      try {
        listener.on(event);
      } catch (RuntimeException | Error e) {
        // Also an Error: on a thread of the crew it would take the file with it without a word.
        LOG.warn("a listener failed on {}", event, e);
      }
    }
  }
}
