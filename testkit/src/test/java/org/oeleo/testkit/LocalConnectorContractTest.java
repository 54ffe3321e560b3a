package org.oeleo.testkit;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorProvider;
import org.oeleo.spi.RelativePath;

class LocalConnectorContractTest extends ConnectorContract {
  @Override
  protected TestedStore newStore() throws IOException {
    return new TestedFolder(Files.createTempDirectory("oeleo-contract"));
  }

  /** The provider as a program finds it. */
  static ConnectorProvider local() {
    return ServiceLoader.load(ConnectorProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals("local"))
        .findFirst()
        .orElseThrow();
  }

  /** A folder with the root in it, so that what escapes the root is seen. */
  record TestedFolder(Path place) implements TestedStore {
    private static final Settings FAST = Settings.of(Map.of("OELEO_FSYNC", "no"));

    TestedFolder {
      try {
        Files.createDirectory(place.resolve("root"));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public Connector open() throws IOException {
      return local().open(place.resolve("root").toString(), FAST);
    }

    @Override
    public Connector openMissing() throws IOException {
      return local().open(place.resolve("missing").toString(), FAST);
    }

    @Override
    public boolean tamper(RelativePath path, byte[] content) throws IOException {
      Files.write(place.resolve("root").resolve(path.toString()), content);
      return true;
    }

    @Override
    public Set<String> outside() throws IOException {
      try (Stream<Path> entries = Files.list(place)) {
        Set<String> names = new TreeSet<>();
        entries.forEach(entry -> names.add(Optional.of(entry.getFileName()).toString()));
        return names;
      }
    }

    @Override
    public void close() throws IOException {
      Files.walkFileTree(place, new SimpleFileVisitor<>() {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
            throws IOException {
          Files.delete(file);
          return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(
            Path folder, @org.jspecify.annotations.Nullable IOException failure)
            throws IOException {
          Files.delete(folder);
          return FileVisitResult.CONTINUE;
        }
      });
    }
  }
}
