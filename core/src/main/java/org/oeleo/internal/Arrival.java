package org.oeleo.internal;

import org.oeleo.check.Change;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Proof;
import org.oeleo.spi.RelativePath;

/**
 * A file that has arrived under its temporary name and is verified; what is left is to move it into
 * place.
 *
 * @param attempt the try that brought it
 * @param change why it was sent
 * @param place its temporary name
 * @param written what the destination holds there
 * @param checksum its content's, for the ledger
 * @param method how it was verified
 */
record Arrival(
    Attempt attempt,
    Change change,
    RelativePath place,
    FileEntry written,
    Checksum checksum,
    Proof.Method method)
    implements Step {

  Candidate candidate() {
    return attempt.candidate();
  }
}
