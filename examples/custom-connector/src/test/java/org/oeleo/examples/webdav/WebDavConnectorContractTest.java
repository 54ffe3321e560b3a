package org.oeleo.examples.webdav;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Connector;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.ConnectorContract;
import org.oeleo.testkit.SampleContent;
import org.oeleo.testkit.TestedStore;
import org.oeleo.testkit.server.ApacheServer;
import org.oeleo.testkit.server.WithApache;

/** Holds the connector to the contract that the engine relies on, with a real Apache. */
class WebDavConnectorContractTest extends ConnectorContract {
  @RegisterExtension
  static final WithApache APACHE = new WithApache();

  private static final AtomicInteger NUMBER = new AtomicInteger();

  @Override
  protected TestedStore newStore() throws IOException {
    ApacheServer server = APACHE.server();
    Path place = Files.createDirectory(server.files().resolve("place " + NUMBER.getAndIncrement()));
    Path root = Files.createDirectory(place.resolve("root"));
    server.give(place);
    server.give(root);
    return new ServedFolder(server, place);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_536, 100_000})
  void a_source_longer_than_it_says_leaves_the_old_file_whole(int declared) throws IOException {
    put("a.bin", "old");
    SampleContent longer = SampleContent.of(SampleContent.noise(131_072)).declaring(declared);

    assertFails(Kind.CHANGED, () -> connector().write(RelativePath.of("a.bin"), longer));

    assertThat(bytes("a.bin")).asString().isEqualTo("old");
  }

  /** A folder of the server with the root in it, so that a file that escapes the root is seen. */
  private record ServedFolder(ApacheServer server, Path place) implements TestedStore {
    @Override
    public Connector open() throws IOException {
      return open("root");
    }

    @Override
    public Connector openMissing() throws IOException {
      return open("missing");
    }

    private Connector open(String folder) throws IOException {
      Map<String, String> login =
          Map.of("OELEO_USERNAME", server.user(), "OELEO_PASSWORD", server.password());
      String root = "webdav://127.0.0.1:" + server.port() + "/" + place.getFileName() + "/";
      return new WebDavConnectorProvider().open(root + folder, Settings.of(login));
    }

    @Override
    public boolean tamper(RelativePath path, byte[] content) throws IOException {
      Files.write(place.resolve("root").resolve(path.toString()), content);
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
    public void close() {}
  }
}
