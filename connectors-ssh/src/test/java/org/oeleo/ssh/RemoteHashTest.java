package org.oeleo.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.SampleContent;
import org.oeleo.testkit.server.OpenSshServer;
import org.oeleo.testkit.server.WithSshd;

/** Hashing by programs of the server. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RemoteHashTest {
  @RegisterExtension
  static final WithSshd SERVER = new WithSshd();

  private RemoteFolder folder;
  private Connector hashing;

  @BeforeEach
  void open() throws IOException {
    folder = new RemoteFolder(SERVER.settings());
    hashing = folder.open(Map.of("OELEO_REMOTE_HASH", "true"));
  }

  @AfterEach
  void close() throws IOException {
    hashing.close();
    folder.close();
  }

  private static RelativePath at(String path) {
    return RelativePath.of(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "it's \"quoted\"",
        "$(touch escaped-canary)",
        "; touch escaped-canary",
        "`touch escaped-canary`",
        "-n",
        "back\\slash",
        "line\nfeed",
        "two  blanks ",
        "\u00e6\u00f8\u00e5"
      })
  void the_server_hashes_files_of_any_name_and_obeys_none(String name) throws Exception {
    hashing.write(at(name), SampleContent.of("content"));
    Optional<Checksum> named = hashing.checksum(at(name), HashAlgorithm.SHA256);

    boolean printable = !name.contains("\\") && !name.contains("\n");
    assertThat(named.isPresent()).isEqualTo(printable);
    named.ifPresent(sum -> assertThat(sum.value())
        .isEqualTo("ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73"));
    ConnectorException absent = catchThrowableOfType(
        ConnectorException.class, () -> hashing.checksum(at("none"), HashAlgorithm.SHA256));
    assertThat(absent.kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(hashing.capabilities().hashes())
        .containsExactly(HashAlgorithm.SHA256, HashAlgorithm.MD5);
    assertThat(Path.of(System.getProperty("user.home"), "escaped-canary")).doesNotExist();
    assertThat(folder.root().resolve("escaped-canary")).doesNotExist();
  }

  @Test
  void many_threads_ask_for_hashes_at_once() throws Exception {
    List<RelativePath> paths =
        IntStream.range(0, 200).mapToObj(i -> at("f" + i)).toList();
    for (RelativePath path : paths) {
      hashing.write(path, SampleContent.of(path.toString()));
    }
    List<Boolean> right = paths.parallelStream()
        .map(path -> {
          try {
            Checksum own = Checksum.of(
                HashAlgorithm.MD5,
                new ByteArrayInputStream(path.toString().getBytes(StandardCharsets.UTF_8)));
            return hashing.checksum(path, HashAlgorithm.MD5).equals(Optional.of(own));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        })
        .toList();
    assertThat(right).containsOnly(true);
  }

  @Test
  void an_account_without_a_shell_is_told_when_it_is_opened() throws Exception {
    try (OpenSshServer server = OpenSshServer.start("ForceCommand internal-sftp");
        RemoteFolder other = new RemoteFolder(WithSshd.settings(server, server.port()))) {
      other.open().close();

      ConnectorException refused = catchThrowableOfType(
          ConnectorException.class, () -> other.open(Map.of("OELEO_REMOTE_HASH", "true")));

      assertThat(refused.kind()).isEqualTo(Kind.UNSUPPORTED);
      assertThat(refused).hasMessageContaining("OELEO_REMOTE_HASH");
    }
  }
}
