package org.oeleo.testkit;

import java.io.IOException;
import org.oeleo.spi.Connector;

/** Without a fault it is as good as what it wraps. */
class FaultyConnectorContractTest extends ConnectorContract {
  @Override
  protected TestedStore newStore() {
    MemoryStore store = MemoryStore.empty();
    MemoryStore missing = MemoryStore.empty();
    missing.removeRoot();
    return new TestedStore() {
      @Override
      public Connector open() {
        return new FaultyConnector(store.open());
      }

      @Override
      public Connector openMissing() {
        return new FaultyConnector(missing.open());
      }

      @Override
      public void close() throws IOException {}
    };
  }
}
