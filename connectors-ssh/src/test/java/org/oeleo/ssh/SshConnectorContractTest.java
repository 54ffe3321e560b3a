package org.oeleo.ssh;

import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.oeleo.testkit.ConnectorContract;
import org.oeleo.testkit.TestedStore;
import org.oeleo.testkit.server.WithSshd;

/** The contract, against a real OpenSSH server. */
class SshConnectorContractTest extends ConnectorContract {
  @RegisterExtension
  static final WithSshd SERVER = new WithSshd();

  @Override
  protected TestedStore newStore() throws IOException {
    return new RemoteFolder(SERVER.settings());
  }
}
