package org.oeleo.testkit;

import org.oeleo.spi.Connector;
import org.oeleo.spi.RelativePath;

class MemoryConnectorContractTest extends ConnectorContract {
  @Override
  protected TestedStore newStore() {
    return new TestedMemory(MemoryStore.empty(), MemoryStore.empty());
  }

  /** A store in memory and one whose root is gone. */
  record TestedMemory(MemoryStore store, MemoryStore missing) implements TestedStore {
    TestedMemory {
      missing.removeRoot();
    }

    @Override
    public Connector open() {
      return store.open();
    }

    @Override
    public Connector openMissing() {
      return missing.open();
    }

    @Override
    public boolean tamper(RelativePath path, byte[] content) {
      store.put(path, content);
      return true;
    }

    @Override
    public void close() {
      store.removeRoot();
    }
  }
}
