package org.oeleo.sharepoint;

import com.microsoft.graph.models.Quota;
import java.io.IOException;
import java.util.Optional;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;

/**
 * How much a site still takes, asked for now and then only: whoever sends what does not fit is told
 * anyway. Safe for many threads.
 */
final class Room {
  private static final long FRESH_NANOS = 60_000_000_000L;

  private final Library library;
  private volatile Seen seen = new Seen(Long.MAX_VALUE, System.nanoTime() - FRESH_NANOS);

  private record Seen(long free, long at) {}

  Room(Library library) {
    this.library = library;
  }

  /** A site without a quota of its own takes what the organisation has. */
  long free() throws IOException {
    Seen last = seen;
    if (System.nanoTime() - last.at() < FRESH_NANOS) {
      return last.free();
    }
    Seen now = new Seen(ask(), System.nanoTime());
    seen = now;
    return now.free();
  }

  private long ask() throws IOException {
    try {
      return Optional.ofNullable(library.quota().getQuota())
          .filter(quota -> quota.getTotal() != null && quota.getTotal() > 0)
          .map(Quota::getRemaining)
          .orElse(Long.MAX_VALUE);
    } catch (ConnectorException e) {
      if (e.kind().scope() == Kind.Scope.CONNECTION) {
        throw e;
      }
      return Long.MAX_VALUE;
    }
  }
}
