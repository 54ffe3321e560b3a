package org.oeleo.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.oeleo.Ending;
import org.oeleo.spi.Connector;
import org.oeleo.spi.Content;
import org.oeleo.spi.RelativePath;

/**
 * Finds out whether source and destination are one folder, reached by two roads: a share that is
 * mounted here and the server it is on, say. Then a file and its copy are the same, and deleting
 * the one deletes the other.
 */
record TwoRoads(Holder holder) {
  /** Puts an empty file there and looks for it here. */
  void refuse() throws IOException {
    Ends ends = holder.ends();
    // Always the same, so that one which a killed run has left is gone after the next.
    RelativePath probe = AsideName.ofProbe(holder.ledger().id());
    Connector destination = ends.destination();
    boolean one = SideException.on(ends.destinationSide(), () -> {
      try {
        destination.write(probe, new Nothing());
        return SideException.on(ends.sourceSide(), () -> ends.source().stat(probe))
            .isPresent();
      } finally {
        destination.delete(probe);
      }
    });
    if (one) {
      throw new StopSignal(new Stop(
          Ending.MISCONFIGURED,
          "source and destination are the same folder: a file that is written to "
              + holder.job().route().to() + " is seen at "
              + holder.job().route().from()
              + ", so nothing is deleted or archived (OELEO_DISPOSAL)"));
    }
  }

  /** An empty file. */
  private static final class Nothing implements Content {
    @Override
    public long size() {
      return 0;
    }

    @Override
    public Instant modified() {
      return Instant.EPOCH;
    }

    @Override
    public InputStream open(long offset) {
      return new ByteArrayInputStream(new byte[0]);
    }
  }
}
