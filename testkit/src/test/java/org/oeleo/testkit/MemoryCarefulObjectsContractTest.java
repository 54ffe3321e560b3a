package org.oeleo.testkit;

import org.oeleo.testkit.MemoryConnectorContractTest.TestedMemory;

class MemoryCarefulObjectsContractTest extends ConnectorContract {
  @Override
  protected TestedStore newStore() {
    return new TestedMemory(MemoryStore.ofCarefulObjects(), MemoryStore.ofCarefulObjects());
  }
}
