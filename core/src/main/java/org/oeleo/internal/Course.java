package org.oeleo.internal;

import java.io.IOException;
import java.util.Optional;
import org.oeleo.spi.Bookkeeper;

/** What a pass does between two open ends. One thread, once. */
interface Course {
  /** Does it all; every file's result is told by then. */
  void go(Ends ends, Bookkeeper ledger) throws IOException;

  /** Why not everything was seen, if so. */
  Optional<SideException> unreadable();

  /** Waits for threads that are still under way, once the ends are closed. */
  void close();
}
