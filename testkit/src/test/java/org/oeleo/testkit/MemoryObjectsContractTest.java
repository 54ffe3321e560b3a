package org.oeleo.testkit;

import org.oeleo.testkit.MemoryConnectorContractTest.TestedMemory;

class MemoryObjectsContractTest extends ConnectorContract {
  @Override
  protected TestedStore newStore() {
    return new TestedMemory(MemoryStore.ofObjects(), MemoryStore.ofObjects());
  }
}
