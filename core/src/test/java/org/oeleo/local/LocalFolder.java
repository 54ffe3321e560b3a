package org.oeleo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.RelativePath;

/** A connector on an empty folder in a place of its own, for one test. */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
abstract class LocalFolder {
  static final Settings SKIP = Settings.of(Map.of());
  static final Settings FOLLOW = Settings.of(Map.of("OELEO_LINKS", "follow"));

  final Path place;
  final Path root;
  final Connector connector;

  LocalFolder(Path place) throws IOException {
    this.place = place;
    this.root = Files.createDirectory(place.resolve("root"));
    this.connector = open(SKIP);
  }

  @AfterEach
  void close() throws IOException {
    connector.close();
  }

  Connector open(Settings settings) throws IOException {
    return new LocalConnectorProvider().open(root.toString(), settings);
  }

  static RelativePath path(String text) {
    return RelativePath.of(text);
  }

  static void assertKind(Kind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  static String text(Connector from, String path) throws IOException {
    try (InputStream in = from.read(path(path), 0)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** What a listing says, by name: "file" or the reason it is left out. */
  static Map<String, String> listing(Connector from) throws IOException {
    Map<String, String> seen = new TreeMap<>();
    from.list(ListRequest.everything(), new EntrySink() {
      @Override
      public void file(FileEntry entry) {
        seen.put(entry.path().toString(), "file");
      }

      @Override
      public void leftOut(String name, String reason) {
        seen.put(name, reason);
      }
    });
    return seen;
  }

  static void run(String... command) throws Exception {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
