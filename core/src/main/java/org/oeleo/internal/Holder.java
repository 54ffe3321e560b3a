package org.oeleo.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.RelativePath;

/** One destination of a source, with the ledger that knows what has arrived there. */
record Holder(Job job, Bookkeeper ledger, Ends ends) {
  /** The copy of a file, as the destination listed it when the two were last compared. */
  record Copy(Holder holder, RelativePath target, LedgerEntry row) {
    /** Whether it is still there as it was. */
    boolean isThere() throws SideException {
      Ends ends = holder.ends;
      Optional<FileEntry> now =
          SideException.on(ends.destinationSide(), () -> ends.destination().stat(target));
      return now.isPresent()
          && row.on(ends.destinationSide())
              .filter(then -> then.matches(now.get()))
              .isPresent();
    }

    /** Where it is, for a person. */
    String location() {
      return holder.ends.locate(target);
    }
  }

  Copy copy(LedgerEntry row) {
    return new Copy(this, job.choice().naming().target(row.path()), row);
  }

  Map<RelativePath, LedgerEntry> rows(List<RelativePath> paths) throws LedgerException {
    return ledger.find(paths);
  }
}
