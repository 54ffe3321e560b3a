package org.oeleo.examples.gzip;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Connector;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.ConnectorContract;
import org.oeleo.testkit.TestedStore;

/** Holds the connector to the contract that the engine relies on. */
class GzipConnectorContractTest extends ConnectorContract {
  @Override
  protected TestedStore newStore() throws IOException {
    Path place = Files.createTempDirectory("oeleo-gzip");
    Files.createDirectory(place.resolve("root"));
    return new TestedFolder(place);
  }

  /** A folder with the root in it, so that a file that escapes the root is seen. */
  private record TestedFolder(Path place) implements TestedStore {
    @Override
    public Connector open() throws IOException {
      return open("root");
    }

    @Override
    public Connector openMissing() throws IOException {
      return open("missing");
    }

    private Connector open(String folder) throws IOException {
      return new GzipConnectorProvider()
          .open(place.resolve(folder).toString(), Settings.of(Map.of()));
    }

    @Override
    public boolean tamper(RelativePath path, byte[] content) throws IOException {
      Path file = place.resolve("root").resolve(path + ".gz");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(content);
      }
      return true;
    }

    @Override
    public Set<String> outside() throws IOException {
      Set<String> names = new TreeSet<>();
      try (Stream<Path> entries = Files.list(place)) {
        entries.forEach(entry -> names.add(Optional.of(entry.getFileName()).toString()));
      }
      return names;
    }

    @Override
    public void close() throws IOException {
      try (Stream<Path> files = Files.walk(place)) {
        for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
          Files.delete(file);
        }
      }
    }
  }
}
