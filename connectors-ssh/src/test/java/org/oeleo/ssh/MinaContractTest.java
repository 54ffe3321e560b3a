package org.oeleo.ssh;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.oeleo.testkit.ConnectorContract;
import org.oeleo.testkit.TestedStore;

/** The contract, against a server that is not OpenSSH. */
class MinaContractTest extends ConnectorContract {
  private static MinaServer server;

  @BeforeAll
  static void start() throws IOException {
    server = MinaServer.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Override
  protected TestedStore newStore() throws IOException {
    return new RemoteFolder(server.settings());
  }
}
