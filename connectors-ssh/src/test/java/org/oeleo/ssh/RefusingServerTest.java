package org.oeleo.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.SampleContent;
import org.slf4j.LoggerFactory;

/** A server that refuses, lies, or is somebody else. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RefusingServerTest {
  private MinaServer server;
  private RemoteFolder folder;
  private Connector connector;

  @BeforeEach
  void open() throws IOException {
    server = MinaServer.start();
    folder = new RemoteFolder(server.settings());
    connector = folder.open();
  }

  @AfterEach
  void close() throws IOException {
    connector.close();
    folder.close();
    server.close();
  }

  private static RelativePath at(String path) {
    return RelativePath.of(path);
  }

  private static ConnectorException failure(ThrowingCallable call) {
    return catchThrowableOfType(ConnectorException.class, call);
  }

  @Test
  void a_rename_that_is_refused_fails_and_leaves_both_files() throws Exception {
    connector.write(at("a"), SampleContent.of("old"));
    connector.write(at("a.part"), SampleContent.of("new"));
    server.mood().refuse("posix-rename@openssh.com", Mood.PERMISSION_DENIED);

    ConnectorException refused = failure(() -> connector.move(at("a.part"), at("a")));

    assertThat(refused.kind()).isEqualTo(Kind.ACCESS_DENIED);
    assertThat(refused).hasMessageContaining("a.part").hasMessageContaining("denies permission");
    assertThat(folder.root().resolve("a")).hasContent("old");
    assertThat(folder.root().resolve("a.part")).hasContent("new");
  }

  @Test
  void a_rename_that_fails_without_a_reason_is_told_as_such() throws Exception {
    connector.write(at("a.part"), SampleContent.of("new"));
    server.mood().refuse("posix-rename@openssh.com", Mood.FAILURE);

    ConnectorException refused = failure(() -> connector.move(at("a.part"), at("a")));

    assertThat(refused.kind()).isEqualTo(Kind.IO_ERROR);
    assertThat(refused.getCause()).hasMessageContaining("refused by the mood of the test");
  }

  @Test
  void times_that_may_not_be_set_cost_one_warning_and_no_file() throws Exception {
    server.mood().refuse("SSH_FXP_FSETSTAT", Mood.PERMISSION_DENIED);
    server.mood().refuse("SSH_FXP_SETSTAT", Mood.PERMISSION_DENIED);
    Logger log = (Logger) LoggerFactory.getLogger("org.oeleo.ssh");
    ListAppender<ILoggingEvent> heard = new ListAppender<>();
    heard.start();
    log.addAppender(heard);
    try {
      for (int i = 0; i < 5; i++) {
        FileEntry written = connector.write(at("f" + i), SampleContent.of("content " + i));
        assertThat(written.size()).isEqualTo(9);
        assertThat(folder.root().resolve("f" + i)).hasContent("content " + i);
      }
    } finally {
      log.detachAppender(heard);
    }
    assertThat(heard.list)
        .filteredOn(event -> event.getLevel() == Level.WARN)
        .singleElement()
        .satisfies(event ->
            assertThat(event.getFormattedMessage()).contains("modified times", "127.0.0.1"));
  }

  @Test
  void a_folder_that_may_not_be_made_is_told_by_name() throws Exception {
    server.mood().refuse("SSH_FXP_MKDIR", Mood.PERMISSION_DENIED);

    ConnectorException refused = failure(() -> connector.write(at("new/a"), SampleContent.of("x")));

    assertThat(refused.kind()).isEqualTo(Kind.ACCESS_DENIED);
    assertThat(refused).hasMessageContaining("new");
    connector.write(at("a"), SampleContent.of("x"));
    server.mood().relent();
    connector.write(at("new/a"), SampleContent.of("x"));
    assertThat(folder.root().resolve("new/a")).hasContent("x");
  }

  /** Eleven numbers of statvfs@openssh.com: four KiB blocks, none of them free. */
  private static byte[] fullDisk() {
    ByteBuffer reply = ByteBuffer.allocate(11 * Long.BYTES);
    for (long number : new long[] {4096, 4096, 1000, 0, 0, 1000, 500, 500, 1, 0, 255}) {
      reply.putLong(number);
    }
    return reply.array();
  }

  @Test
  void a_write_that_fails_on_a_full_disk_is_told_as_that() throws Exception {
    server.mood().tellSpace(fullDisk());
    server.mood().refuse("SSH_FXP_WRITE", Mood.FAILURE);
    try (Connector full = folder.open()) {
      ConnectorException refused = failure(() -> full.write(at("a"), SampleContent.of("x")));

      assertThat(refused.kind()).isEqualTo(Kind.NO_SPACE);
      assertThat(full.freeSpace()).isZero();
    }
  }

  @Test
  void a_write_that_fails_with_room_left_is_not_blamed_on_the_disk() {
    server.mood().refuse("SSH_FXP_WRITE", Mood.FAILURE);

    assertThat(failure(() -> connector.write(at("a"), SampleContent.of("x"))).kind())
        .isEqualTo(Kind.IO_ERROR);
  }

  @Test
  void a_server_that_comes_back_as_somebody_else_is_never_talked_to() throws Exception {
    connector.write(at("a"), SampleContent.of("x"));
    server.becomeSomebodyElse();
    int asked = server.mood().asked().size();

    // What was under way broke; whoever comes next looks who is there.
    failure(() -> connector.stat(at("a")));
    for (int i = 0; i < 3; i++) {
      ConnectorException stranger = failure(() -> connector.write(at("b"), SampleContent.of("x")));
      assertThat(stranger.kind()).isEqualTo(Kind.HOST_IDENTITY);
    }

    assertThat(server.mood().asked()).hasSize(asked);
    assertThat(server.passwordsSeen()).isEqualTo(1);
    assertThat(folder.root().resolve("b")).doesNotExist();
  }

  @Test
  void a_wrong_password_is_a_matter_of_credentials_and_is_not_told() {
    Map<String, String> wrong = new HashMap<>(server.settings());
    wrong.put("OELEO_PASSWORD", "canary-wrong-31");

    ConnectorException refused = failure(
        () -> new SshConnectorProvider().open(folder.root().toString(), Settings.of(wrong)));

    assertThat(refused.kind()).isEqualTo(Kind.AUTHENTICATION);
    assertThat(refused).hasMessageContaining("tester").hasMessageContaining("the password");
    assertThat(refused.getMessage()).doesNotContain("canary");
  }

  @Test
  void a_session_that_ends_alone_is_replaced_and_the_connection_stays() throws Exception {
    connector.write(at("a"), SampleContent.of("x"));
    server.mood().collapseAt("fsync@openssh.com");

    ConnectorException lost = failure(() -> connector.sync(List.of(at("a"))));
    assertThat(lost.kind()).isEqualTo(Kind.UNREACHABLE);
    connector.sync(List.of(at("a")));

    assertThat(server.passwordsSeen()).isEqualTo(1);
  }

  private static byte[] raw(String latin) {
    return latin.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void names_that_lead_elsewhere_are_left_out_with_a_reason_and_never_followed() throws Exception {
    Files.writeString(folder.root().resolveSibling("x"), "outside");
    server
        .mood()
        .list(List.of(
            raw("../x"),
            raw("/etc/passwd"),
            raw("a/b"),
            raw(""),
            raw("nul\0nul"),
            raw(".."),
            raw("line\nfeed"),
            raw("no utf \u00ff\u00fe"),
            raw("fine")));

    Listed listed = Listed.by(connector);

    assertThat(listed.files()).containsOnlyKeys("fine", "line\nfeed", "no utf \u201bFF\u201bFE");
    assertThat(listed.leftOut()).containsOnlyKeys("../x", "/etc/passwd", "a/b", "", "nul\0nul");
    assertThat(listed.leftOut().values()).noneMatch(String::isBlank);
    assertThat(folder.root().resolveSibling("x")).hasContent("outside");
  }
}
