package org.oeleo.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Connector;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.TestedStore;

/** A folder of this machine, seen through a server on it. */
final class RemoteFolder implements TestedStore {
  private final Path parent;
  private final Path root;
  private final Map<String, String> settings;

  /** With settings that say how the server is reached. */
  RemoteFolder(Map<String, String> settings) throws IOException {
    this.parent = Files.createTempDirectory("oeleo-remote");
    this.root = Files.createDirectory(parent.resolve("Root"));
    this.settings = Map.copyOf(settings);
  }

  Path root() {
    return root;
  }

  @Override
  public Connector open() throws IOException {
    return open(Map.of());
  }

  Connector open(Map<String, String> more) throws IOException {
    return open(root, more);
  }

  @Override
  public Connector openMissing() throws IOException {
    return open(parent.resolve("missing"), Map.of());
  }

  private Connector open(Path folder, Map<String, String> more) throws IOException {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(more);
    return new SshConnectorProvider().open(folder.toString(), Settings.of(all));
  }

  @Override
  public boolean tamper(RelativePath path, byte[] content) throws IOException {
    Files.write(root.resolve(path.toString()), content);
    return true;
  }

  @Override
  public Set<String> outside() throws IOException {
    try (Stream<Path> all = Files.list(parent)) {
      Set<String> names = new TreeSet<>();
      all.forEach(path -> names.add(path.getFileName().toString()));
      return names;
    }
  }

  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(parent)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
