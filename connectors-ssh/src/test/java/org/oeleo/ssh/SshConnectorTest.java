package org.oeleo.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.RelativePath;
import org.oeleo.ssh.access.Access;
import org.oeleo.ssh.sftp.Handle;
import org.oeleo.ssh.sftp.OpenMode;
import org.oeleo.ssh.sftp.Upload;
import org.oeleo.testkit.SampleContent;
import org.oeleo.testkit.server.WithSshd;

/** What is this connector's own, against a real OpenSSH server. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SshConnectorTest {
  @RegisterExtension
  static final WithSshd SERVER = new WithSshd();

  private static final Map<String, String> FOLLOW = Map.of("OELEO_LINKS", "follow");

  private RemoteFolder folder;
  private Connector connector;

  @BeforeEach
  void open() throws IOException {
    folder = new RemoteFolder(SERVER.settings());
    connector = folder.open();
  }

  @AfterEach
  void close() throws IOException {
    connector.close();
    folder.close();
  }

  private static RelativePath at(String path) {
    return RelativePath.of(path);
  }

  private static ConnectorException failure(ThrowingCallable call) {
    return catchThrowableOfType(ConnectorException.class, call);
  }

  private Path outside() {
    return folder.root().resolveSibling("outside");
  }

  @Test
  void it_promises_what_openssh_has() {
    assertThat(connector.capabilities().flags())
        .contains(
            Capability.MOVE,
            Capability.RESUME,
            Capability.SET_MODIFIED,
            Capability.FREE_SPACE,
            Capability.SYNC_IN_GROUPS,
            Capability.CREATE_ROOT)
        .doesNotContain(Capability.CASE_INSENSITIVE, Capability.LOCAL_FILES);
  }

  @Test
  void a_file_is_located_as_the_original_named_it() {
    assertThat(connector.locate(at("a/b.txt"))).isEqualTo(folder.root() + "/a/b.txt");
  }

  @Test
  void a_link_that_lies_in_wait_is_replaced_and_not_followed() throws Exception {
    Files.writeString(outside(), "untouched");
    Files.createSymbolicLink(folder.root().resolve("a.part"), outside());

    connector.write(at("a.part"), SampleContent.of("new"));

    assertThat(folder.root().resolve("a.part")).hasContent("new");
    assertThat(Files.isSymbolicLink(folder.root().resolve("a.part"))).isFalse();
    assertThat(outside()).hasContent("untouched");
  }

  @Test
  void nothing_is_written_through_a_folder_that_is_a_link() throws Exception {
    Files.createDirectory(outside());
    Files.createSymbolicLink(folder.root().resolve("a"), outside());

    ConnectorException refused =
        failure(() -> connector.write(at("a/b.txt"), SampleContent.of("new")));

    assertThat(refused.kind()).isEqualTo(Kind.ACCESS_DENIED);
    assertThat(outside()).isEmptyDirectory();
  }

  @Test
  void a_folder_that_went_away_is_made_again() throws Exception {
    connector.write(at("a/b/one"), SampleContent.of("1"));
    Files.delete(folder.root().resolve("a/b/one"));
    Files.delete(folder.root().resolve("a/b"));

    connector.write(at("a/b/two"), SampleContent.of("2"));
    Files.move(folder.root().resolve("a/b/two"), folder.root().resolve("two"));
    Files.delete(folder.root().resolve("a/b"));
    connector.move(at("two"), at("a/b/two"));

    assertThat(folder.root().resolve("a/b/two")).hasContent("2");
  }

  @Test
  void a_root_that_went_away_is_never_made_again() throws Exception {
    connector.write(at("a/one"), SampleContent.of("1"));
    Files.move(folder.root(), outside());

    ConnectorException lost = failure(() -> connector.write(at("a/two"), SampleContent.of("2")));

    assertThat(lost.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure(() -> connector.stat(at("a/one"))).kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure(() -> connector.delete(at("a/one"))).kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(folder.root()).doesNotExist();
    Files.move(outside(), folder.root());
  }

  @Test
  void links_are_left_out_unless_they_are_to_be_followed() throws Exception {
    Files.writeString(outside(), "content");
    Files.createSymbolicLink(folder.root().resolve("file"), outside());
    Files.createSymbolicLink(folder.root().resolve("folder"), folder.root());
    Files.createSymbolicLink(folder.root().resolve("nowhere"), Path.of("none"));

    Listed skipped = Listed.by(connector);
    assertThat(skipped.files()).isEmpty();
    assertThat(skipped.leftOut()).containsOnlyKeys("file", "folder", "nowhere");
    assertThat(connector.stat(at("file"))).isEmpty();
    assertThat(failure(() -> connector.read(at("file"), 0)).kind()).isEqualTo(Kind.ACCESS_DENIED);
    try (Connector following = folder.open(FOLLOW)) {
      Listed followed = Listed.by(following);
      assertThat(followed.files()).containsOnlyKeys("file");
      assertThat(followed.files().values().iterator().next().size()).isEqualTo(7);
      assertThat(followed.leftOut()).containsOnlyKeys("folder", "nowhere");
      try (InputStream in = following.read(at("file"), 0)) {
        assertThat(in.readAllBytes()).asString().isEqualTo("content");
      }
    }
  }

  @Test
  void a_pipe_is_left_out_and_nobody_waits_for_it() throws Exception {
    Path pipe = folder.root().resolve("pipe");
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assertThat(made.waitFor()).isZero();

    assertThat(Listed.by(connector).leftOut()).containsOnlyKeys("pipe");
    assertThat(failure(() -> connector.read(at("pipe"), 0)).kind()).isEqualTo(Kind.REJECTED);
    assertThat(failure(() -> connector.write(at("pipe"), SampleContent.of("x"))).kind())
        .isEqualTo(Kind.REJECTED);
    connector.ping();
  }

  @Test
  void names_that_are_no_text_come_back_byte_for_byte() throws Exception {
    URI raw = URI.create(folder.root().toUri() + "caf%E9%FF.csv");
    Files.writeString(Path.of(raw), "content");

    Listed listed = Listed.by(connector);
    assertThat(listed.files()).containsOnlyKeys("caf\u201bE9\u201bFF.csv");
    RelativePath path = at("caf\u201bE9\u201bFF.csv");
    try (InputStream in = connector.read(path, 0)) {
      assertThat(in.readAllBytes()).asString().isEqualTo("content");
    }
    connector.move(path, at("a"));
    connector.write(path, SampleContent.of("again"));

    assertThat(Path.of(raw)).hasContent("again");
  }

  @Test
  void times_that_sftp_cannot_tell_lose_no_file() throws Exception {
    FileEntry written = connector.write(
        at("a"), SampleContent.of("old").modifiedAt(Instant.parse("1955-05-05T05:05:05Z")));

    assertThat(written.modified()).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
    assertThat(folder.root().resolve("a")).hasContent("old");
    assertThat(failure(() -> connector.setModified(at("a"), Instant.MAX)).kind())
        .isEqualTo(Kind.UNSUPPORTED);
  }

  @Test
  void a_part_is_continued_where_it_ended() throws Exception {
    byte[] bytes = SampleContent.noise(5_000_000);
    Files.write(folder.root().resolve("a"), Arrays.copyOf(bytes, 4_000_000));
    SampleContent content = SampleContent.of(bytes).continuing();

    connector.write(at("a"), content);

    assertThat(content.opened()).hasSize(1).allMatch(from -> from > 2_000_000);
    assertThat(folder.root().resolve("a")).hasBinaryContent(bytes);
  }

  @Test
  void a_part_goes_on_from_its_last_checkpoint_whatever_came_after_it() throws Exception {
    byte[] bytes = SampleContent.noise(5_000_000);
    byte[] part = Arrays.copyOf(bytes, 4_000_000);
    Arrays.fill(part, 3_100_000, 3_200_000, (byte) 0);
    Files.write(folder.root().resolve("a"), part);
    SampleContent content = SampleContent.of(bytes);
    content.keepResumeToken("{\"safe\":3000000}");

    connector.write(at("a"), content);

    assertThat(content.opened()).containsExactly(3_000_000L - 1024 * 1024);
    assertThat(folder.root().resolve("a")).hasBinaryContent(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"safe\":4000001}", "{\"safe\":-1}", "{}", "nonsense", ""})
  void a_part_without_a_checkpoint_in_it_is_begun_anew(String token) throws Exception {
    byte[] bytes = SampleContent.noise(5_000_000);
    Files.write(folder.root().resolve("a"), Arrays.copyOf(bytes, 4_000_000));
    SampleContent content = SampleContent.of(bytes);
    content.keepResumeToken(token);

    connector.write(at("a"), content);

    assertThat(content.opened()).containsExactly(0L);
    assertThat(folder.root().resolve("a")).hasBinaryContent(bytes);
  }

  @Test
  void the_ledger_is_told_how_far_a_file_has_safely_come() throws Exception {
    SampleContent content = SampleContent.of(SampleContent.noise(1_000_000));
    Access access = Access.of(folder.root().toString(), Settings.of(SERVER.settings()));
    try (Lifeline line = new Lifeline(access)) {
      byte[] place = (folder.root() + "/a").getBytes(StandardCharsets.UTF_8);
      Handle handle =
          line.client().open(place, Set.of(OpenMode.WRITE, OpenMode.CREATE)).await();
      Upload upload = new Upload(line.client(), handle, 0);
      Checkpoints checkpoints = new Checkpoints(line.client(), handle, content, Duration.ZERO);
      upload.write(SampleContent.noise(1_000_000), 0, 600_000);
      checkpoints.passing(upload, 600_000);
      upload.await();
      line.client().fstat(handle).await();
      checkpoints.passing(upload, 600_000);
    }

    assertThat(content.resumeToken()).contains("{\"safe\":600000}");
    assertThat(folder.root().resolve("a")).hasSize(600_000);
  }

  @Test
  void a_link_is_not_deleted_as_if_it_were_a_file() throws Exception {
    Files.createSymbolicLink(folder.root().resolve("a"), Path.of("elsewhere"));

    assertThat(failure(() -> connector.delete(at("a"))).kind()).isEqualTo(Kind.ACCESS_DENIED);
    assertThat(Files.isSymbolicLink(folder.root().resolve("a"))).isTrue();
  }

  @Test
  void a_part_that_ends_otherwise_than_its_source_is_begun_anew() throws Exception {
    byte[] bytes = SampleContent.noise(5_000_000);
    byte[] part = Arrays.copyOf(bytes, 4_000_000);
    part[3_999_000] ^= 1;
    Files.write(folder.root().resolve("a"), part);

    connector.write(at("a"), SampleContent.of(bytes).continuing());

    assertThat(folder.root().resolve("a")).hasBinaryContent(bytes);
  }

  @Test
  void a_listing_does_not_look_below_what_nobody_asked_for() throws Exception {
    connector.write(at("a/b/c"), SampleContent.of("c"));

    Listed top = Listed.by(connector, new ListRequest(2, path -> true));

    assertThat(top.files()).isEmpty();
    assertThat(top.notEntered()).containsExactly("a/b");
  }
}
