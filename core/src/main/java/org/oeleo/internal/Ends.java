package org.oeleo.internal;

import java.io.IOException;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;
import org.oeleo.spi.RelativePath;
import org.oeleo.spi.Side;

/** Both connectors of a pass, open. */
record Ends(Connector source, Connector destination, Side sourceSide, Side destinationSide) {
  Ends(Connector source, Connector destination, Side sourceSide) {
    this(source, destination, sourceSide, sourceSide.opposite());
  }

  /** Files that stay on their side. */
  static Ends within(Connector store, Side side) {
    return new Ends(store, store, side, side);
  }

  Connector on(Side side) {
    return side == sourceSide ? source : destination;
  }

  /** The same, with files coming from this side. */
  Ends from(Side side) {
    return side == sourceSide
        ? this
        : new Ends(/* source= */ destination, /* destination= */ source, side);
  }

  /** Whether files are written under another name first and moved into place. */
  boolean writesAside() {
    return destination.capabilities().has(Capability.MOVE)
        && !destination.capabilities().has(Capability.ATOMIC_WRITE);
  }

  /** Whether a file that is being written can be seen under its own name. */
  boolean writesInPlace() {
    return !destination.capabilities().has(Capability.MOVE)
        && !destination.capabilities().has(Capability.ATOMIC_WRITE);
  }

  /** Whether nothing can be seen of what was sent. */
  boolean sendsUnseen() {
    return destination.capabilities().has(Capability.WRITE_ONLY);
  }

  /** Whether files written aside are better made safe, and moved into place, many at a time. */
  boolean securesInGroups() {
    return writesAside() && destination.capabilities().has(Capability.SYNC_IN_GROUPS);
  }

  /** Whether one of them is on another machine. */
  boolean isRemote() {
    return source.capabilities().has(Capability.REMOTE)
        || destination.capabilities().has(Capability.REMOTE);
  }

  /** Frees whoever is stuck in a call; from any thread. */
  void close() throws IOException {
    try (source;
        destination) {
      // Both, whatever the first one says.
      return;
    }
  }

  String locate(RelativePath target) {
    return destination.locate(target);
  }
}
