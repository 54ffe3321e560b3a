package org.oeleo.testkit.server;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real OpenSSH server for all tests of a class, by {@code @RegisterExtension}; on a machine
 * without one they are skipped, and say why. One thread at a time.
 */
public final class WithSshd implements BeforeAllCallback, AfterAllCallback {
  private final String[] lines;
  private Optional<OpenSshServer> server = Optional.empty();

  /** With these lines of sshd_config. */
  public WithSshd(String... lines) {
    this.lines = lines.clone();
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Assumptions.assumeTrue(OpenSshServer.isInstalled(), OpenSshServer.missing());
    server = Optional.of(OpenSshServer.start(lines));
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (server.isPresent()) {
      server.get().close();
    }
  }

  /** The server itself. */
  public OpenSshServer server() {
    return server.orElseThrow();
  }

  /** The settings of oeleo that reach it. */
  public Map<String, String> settings() {
    return settings(server().port());
  }

  /** The settings that reach it through another port, by the same host key. */
  public Map<String, String> settings(int port) {
    return settings(server(), port);
  }

  /** The settings that reach any server of this kind through a port. */
  public static Map<String, String> settings(OpenSshServer server, int port) {
    return Map.of(
        "OELEO_HOST", "127.0.0.1:" + port,
        "OELEO_USERNAME", server.user(),
        "OELEO_KEY_FILENAME", server.clientKey().toString(),
        "OELEO_KNOWN_HOSTS", server.knownHosts().toString(),
        "OELEO_SSH_CONFIG", "none");
  }
}
