package org.oeleo.testkit;

import java.nio.file.Path;
import java.util.ServiceLoader;
import org.oeleo.spi.BookkeeperProvider;

/** Core's own bookkeeper, found as a program finds it. */
final class SqliteBookkeeperContractTest extends BookkeeperContract {
  @Override
  protected BookkeeperProvider provider() {
    return ServiceLoader.load(BookkeeperProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals("sqlite"))
        .findFirst()
        .orElseThrow();
  }

  @Override
  protected String nameOfNewLedger(Path empty) {
    return empty.resolve("ledger.db").toString();
  }
}
