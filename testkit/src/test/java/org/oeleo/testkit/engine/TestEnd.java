package org.oeleo.testkit.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.oeleo.Endpoint;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorProvider;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.Call;
import org.oeleo.testkit.Fault;
import org.oeleo.testkit.FaultyConnector;
import org.oeleo.testkit.MemoryStore;
import org.oeleo.testkit.Operation;

/** One end of a worker under test: a store in memory behind a connector that can go wrong. */
final class TestEnd implements ConnectorProvider {
  final MemoryStore store;
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final List<FaultyConnector> opened = new CopyOnWriteArrayList<>();
  private volatile UnaryOperator<Connector> wrapping = UnaryOperator.identity();

  TestEnd(MemoryStore store) {
    this.store = store;
  }

  /** Goes wrong in every pass from now on; calls are counted anew in each. */
  void inject(Fault fault) {
    faults.add(fault);
  }

  void heal() {
    faults.clear();
    wrapping = UnaryOperator.identity();
  }

  /** Puts something around the store, below the faults. */
  void wrap(UnaryOperator<Connector> with) {
    wrapping = with;
  }

  void put(String path, String content) {
    store.put(RelativePath.of(path), content.getBytes(StandardCharsets.UTF_8));
  }

  void put(String path, byte[] content) {
    store.put(RelativePath.of(path), content);
  }

  String text(String path) {
    return store
        .bytes(RelativePath.of(path))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse("(not there)");
  }

  List<String> names() {
    return store.paths().stream().map(RelativePath::toString).toList();
  }

  /** The calls of the latest pass. */
  List<Call> calls(Operation operation) {
    return last().calls(operation);
  }

  FaultyConnector last() {
    return opened.get(opened.size() - 1);
  }

  Endpoint endpoint() {
    return new Endpoint(this, "test", Settings.of(Map.of()));
  }

  @Override
  public String name() {
    return "test";
  }

  @Override
  public String description() {
    return "a store in memory, for tests";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of();
  }

  @Override
  public Connector open(String root, Settings settings) {
    FaultyConnector connector = new FaultyConnector(wrapping.apply(store.open()));
    faults.forEach(connector::inject);
    opened.add(connector);
    return connector;
  }
}
