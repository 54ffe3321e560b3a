package org.oeleo.testkit.server;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real object store for all tests of a class, by {@code @RegisterExtension}; on a machine without
 * Ceph they are skipped, and say why. One thread at a time.
 */
public final class WithCeph implements BeforeAllCallback, AfterAllCallback {
  private final String[] lines;
  private Optional<CephObjectStore> store = Optional.empty();

  /** With these lines of ceph.conf. */
  public WithCeph(String... lines) {
    this.lines = lines.clone();
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Assumptions.assumeTrue(CephObjectStore.isInstalled(), CephObjectStore.missing());
    store = Optional.of(CephObjectStore.start(lines));
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (store.isPresent()) {
      store.get().close();
    }
  }

  /** The store itself. */
  public CephObjectStore store() {
    return store.orElseThrow();
  }

  /** The settings of oeleo that reach it. */
  public Map<String, String> settings() {
    return settings(store().port());
  }

  /** The settings that reach it through another port. */
  public Map<String, String> settings(int port) {
    return Map.of(
        "OELEO_ENDPOINT", "http://127.0.0.1:" + port,
        "OELEO_ACCESS_KEY", store().accessKey(),
        "OELEO_SECRET_KEY", store().secretKey());
  }
}
