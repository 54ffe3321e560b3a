package org.oeleo.internal;

import java.time.Instant;
import java.util.Optional;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.RelativePath;

/**
 * Which rows are about files that this worker would list; a subset of files must not make it forget
 * the rest. Immutable.
 */
record OwnRows(Job.Choice choice) {
  boolean contains(LedgerEntry row) {
    return !row.genuine()
        && row.path().depth() <= choice.maxDepth()
        && entersFolders(row.path())
        && choice.filter().accepts(asListed(row));
  }

  private boolean entersFolders(RelativePath path) {
    Optional<RelativePath> folder = path.parent();
    return folder.isEmpty()
        || (choice.filter().enters(folder.get()) && entersFolders(folder.get()));
  }

  private static FileEntry asListed(LedgerEntry row) {
    return row.local()
        .or(row::external)
        .map(f -> new FileEntry(row.path(), f.size(), f.modified(), f.modified(), f.tag()))
        .orElseGet(() -> FileEntry.of(row.path(), 0, Instant.EPOCH));
  }
}
