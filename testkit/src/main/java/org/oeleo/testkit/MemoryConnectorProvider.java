package org.oeleo.testkit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorProvider;

/**
 * Offers stores in memory by name. Not found by {@link java.util.ServiceLoader}: a test makes one
 * and hands it over. Safe for many threads.
 */
public final class MemoryConnectorProvider implements ConnectorProvider {
  private final Map<String, MemoryStore> stores = new ConcurrentHashMap<>();

  /** Offers nothing but empty stores, one for each root it is asked for. */
  public MemoryConnectorProvider() {}

  /** The store of this root, made when first asked for. */
  public MemoryStore store(String root) {
    return stores.computeIfAbsent(root, name -> MemoryStore.empty());
  }

  /** Offers {@code store} under this root. */
  public void put(String root, MemoryStore store) {
    stores.put(root, store);
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String description() {
    return "files in memory, for tests";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of();
  }

  @Override
  public Connector open(String root, Settings settings) {
    return store(root).open();
  }
}
