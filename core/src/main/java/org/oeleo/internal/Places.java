package org.oeleo.internal;

import org.oeleo.spi.FileEntry;
import org.oeleo.spi.RelativePath;

/**
 * Under which name a file is written: a temporary one where the destination can move it into place
 * afterwards.
 */
record Places(String ledgerId, Ends ends, Room room) {
  RelativePath of(Candidate candidate) {
    return ends.writesAside()
        ? candidate.mark().orElseGet(() -> mark(candidate))
        : candidate.target();
  }

  RelativePath mark(Candidate candidate) {
    return mark(candidate.target(), candidate.entry());
  }

  /**
   * The temporary name, whether or not it is written to: it tells this version of the source from
   * any other, so that nothing of another one is ever continued.
   */
  RelativePath mark(RelativePath target, FileEntry source) {
    return AsideName.of(ledgerId, target, source);
  }

  /** Deletes what is under a temporary name; nothing else is ever deleted. */
  void discard(RelativePath aside) throws SideException {
    if (ends.writesAside() && AsideName.isAside(aside.name())) {
      SideException.on(ends.destinationSide(), () -> {
        long bytes = room.standing(aside);
        ends.destination().delete(aside);
        room.gone(aside, bytes);
        return aside;
      });
    }
  }
}
