package org.oeleo.testkit.server;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real WebDAV server for all tests of a class, by {@code @RegisterExtension}; on a machine
 * without Apache they are skipped, and say why. One thread at a time.
 */
public final class WithApache implements BeforeAllCallback, AfterAllCallback {
  private Optional<ApacheServer> server = Optional.empty();

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Assumptions.assumeTrue(ApacheServer.isInstalled(), ApacheServer.missing());
    server = Optional.of(ApacheServer.start());
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (server.isPresent()) {
      server.get().close();
    }
  }

  /** The server itself. */
  public ApacheServer server() {
    return server.orElseThrow();
  }
}
