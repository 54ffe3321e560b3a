package org.oeleo.internal;

import org.oeleo.spi.FileEntry;
import org.oeleo.spi.RelativePath;

/**
 * Under which name a file is written: a temporary one where the destination can move it into place
 * afterwards.
 */
record Places(String ledgerId, Ends ends) {
  RelativePath of(Candidate candidate) {
    return of(candidate.target(), candidate.entry());
  }

  RelativePath of(RelativePath target, FileEntry source) {
    return ends.writesAside() ? AsideName.of(ledgerId, target, source) : target;
  }
}
