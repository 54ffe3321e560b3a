package org.oeleo;

import java.nio.file.Path;
import java.util.Optional;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider;
import org.oeleo.spi.LedgerException;

/**
 * A ledger, described and not yet open. Immutable.
 *
 * @param provider what opens it
 * @param name the file of an embedded one
 * @param settings of the provider, valid
 */
public record LedgerLocation(BookkeeperProvider provider, String name, Settings settings) {
  /** Opens it; the caller closes it. */
  public Bookkeeper open(BookkeeperProvider.Access access) throws LedgerException {
    return provider.open(name, settings, access);
  }

  /** Its file on this machine, which need not be there yet; empty if it is kept elsewhere. */
  public Optional<Path> file() throws LedgerException {
    return provider.files(name).stream().findFirst();
  }

  @Override
  public String toString() {
    return name;
  }
}
