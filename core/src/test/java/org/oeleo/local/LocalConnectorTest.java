package org.oeleo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.RelativePath;

/**
 * What only a folder of this machine has: pipes, locks, bytes for names. The rest is the
 * contract's.
 */
class LocalConnectorTest extends LocalFolder {
  LocalConnectorTest(@TempDir Path place) throws IOException {
    super(place);
  }

  @Test
  void the_root_itself_may_be_a_link() throws Exception {
    Path link = Files.createSymbolicLink(place.resolve("link"), root);

    try (Connector linked = new LocalConnectorProvider().open(link.toString(), SKIP)) {
      linked.write(path("d/a"), TextContent.of("a"));
      assertThat(listing(linked)).isEqualTo(Map.of("d/a", "file"));
    }
    assertThat(root.resolve("d/a")).hasContent("a");
  }

  @Test
  void a_pipe_is_left_out_and_blocks_nobody() throws Exception {
    run("mkfifo", root.resolve("pipe").toString());

    assertThat(listing(connector)).isEqualTo(Map.of("pipe", "not a regular file"));
    assertThat(connector.stat(path("pipe"))).isEmpty();
    assertKind(Kind.NOT_FOUND, () -> connector.read(path("pipe"), 0).close());
    assertKind(Kind.REJECTED, () -> connector.write(path("pipe"), TextContent.of("x")));
    assertKind(Kind.REJECTED, () -> connector.delete(path("pipe")));
  }

  @Test
  void a_folder_in_the_way_of_a_write_is_refused() throws Exception {
    Files.createDirectory(root.resolve("d"));

    assertKind(Kind.REJECTED, () -> connector.write(path("d"), TextContent.of("x")));
    assertKind(Kind.REJECTED, () -> connector.delete(path("d")));
    assertThat(root.resolve("d")).isDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "C.UTF-8"})
  void names_that_are_any_bytes_are_copied_without_loss(String locale) throws Exception {
    Assumptions.assumeTrue(
        System.getProperty("os.name").equals("Linux"), "skipped: names are text");
    List<String> raw = List.of(
        "plain",
        "%C3%A9t%C3%A9",
        "bad%FF",
        "%E2%80%9BFF",
        "d%C3/%80%0A",
        "e%CC%81",
        "%F0%9F%98%80");
    Path to = Files.createDirectory(place.resolve("to"));
    for (String name : raw) {
      Path file = Path.of(URI.create(root.toUri() + name));
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }

    Process apart = Apart.start(locale, "copy", root.toString(), to.toString());
    String names = new String(apart.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(apart.waitFor()).isZero();
    assertThat(new TreeSet<>(List.of(names.split("\0"))))
        .containsExactlyInAnyOrder(
            "plain",
            "\u00e9t\u00e9",
            "bad\u201bFF",
            "\u201b\u201bFF",
            "d\u201bC3/\u201b80\n",
            "e\u0301",
            "\ud83d\ude00");
    for (String name : raw) {
      assertThat(Path.of(URI.create(to.toUri() + name))).hasContent(name);
    }
  }

  @Test
  void a_file_another_process_has_locked_is_busy_until_it_lets_go() throws Exception {
    Path file = Files.writeString(root.resolve("a"), "a");
    Process holder = Apart.start("C.UTF-8", "lock", file.toString());
    try {
      assertThat(holder.getInputStream().read()).isEqualTo('t');

      assertKind(Kind.BUSY, () -> connector.read(path("a"), 0).close());
    } finally {
      holder.getOutputStream().close();
      holder.waitFor();
    }
    assertThat(text(connector, "a")).isEqualTo("a");
  }

  @Test
  void an_unreadable_folder_is_named_after_all_others_were_listed() throws Exception {
    Path closed = Files.createDirectory(root.resolve("closed"));
    Files.createDirectory(root.resolve("open"));
    Files.writeString(root.resolve("open/a"), "a");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    Assumptions.assumeFalse(Files.isReadable(closed), "skipped: this user may read everything");
    TreeSet<String> seen = new TreeSet<>();
    EntrySink sink = new EntrySink() {
      @Override
      public void file(FileEntry entry) {
        seen.add(entry.path().toString());
      }

      @Override
      public void leftOut(String name, String reason) {}
    };

    try {
      assertKind(Kind.ACCESS_DENIED, () -> connector.list(ListRequest.everything(), sink));
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    assertThat(seen).containsExactly("open/a");
  }

  @Test
  void a_root_that_vanishes_is_noticed_by_every_call() throws Exception {
    connector.write(path("a"), TextContent.of("a"));
    Files.move(root, place.resolve("elsewhere"));
    untilNothingIsTrusted();

    assertKind(Kind.UNREACHABLE, connector::ping);
    assertKind(Kind.UNREACHABLE, () -> listing(connector));
    assertKind(Kind.UNREACHABLE, () -> connector.stat(path("a")));
    assertKind(Kind.UNREACHABLE, () -> connector.read(path("a"), 0).close());
    assertKind(Kind.UNREACHABLE, () -> connector.write(path("d/a"), TextContent.of("a")));
    assertKind(Kind.UNREACHABLE, () -> connector.move(path("a"), path("b")));
    assertKind(Kind.UNREACHABLE, () -> connector.delete(path("a")));
    assertKind(Kind.UNREACHABLE, connector::freeSpace);
    assertThat(root).doesNotExist();
  }

  /** A folder just looked at is relied on for a moment; only the clock ends that. */
  private static void untilNothingIsTrusted() throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(2 * OpenFolders.TRUSTED);
  }

  /** As when a share is unmounted: the folder it was mounted on comes to light. */
  @Test
  void a_root_replaced_by_another_folder_is_noticed_by_every_call() throws Exception {
    connector.write(path("a"), TextContent.of("a"));
    connector.write(path("d/a"), TextContent.of("a"));
    Files.move(root, place.resolve("elsewhere"));
    Files.createDirectories(root.resolve("d"));
    untilNothingIsTrusted();

    for (int i = 0; i < 2; i++) {
      assertKind(Kind.UNREACHABLE, connector::ping);
      assertKind(Kind.UNREACHABLE, connector::freeSpace);
      assertKind(Kind.UNREACHABLE, () -> listing(connector));
      assertKind(Kind.UNREACHABLE, () -> connector.stat(path("a")));
      assertKind(Kind.UNREACHABLE, () -> connector.read(path("d/a"), 0).close());
      assertKind(Kind.UNREACHABLE, () -> connector.write(path("d/b"), TextContent.of("a")));
      assertKind(Kind.UNREACHABLE, () -> connector.delete(path("a")));
    }
    assertThat(root.resolve("d")).isEmptyDirectory();
  }

  @Test
  void a_root_that_vanishes_while_it_is_listed_is_noticed() throws Exception {
    for (String name : List.of("a", "b", "c")) {
      Files.createDirectory(root.resolve(name));
      Files.writeString(root.resolve(name + "/f"), "f");
    }
    EntrySink removing = new EntrySink() {
      @Override
      public void file(FileEntry entry) {
        root.toFile().renameTo(place.resolve("elsewhere").toFile());
      }

      @Override
      public void leftOut(String name, String reason) {}
    };

    assertKind(Kind.UNREACHABLE, () -> connector.list(ListRequest.everything(), removing));
  }

  @Test
  void a_root_that_is_a_file_is_unreachable() throws Exception {
    Path file = Files.writeString(place.resolve("file"), "x");

    try (Connector wrong = new LocalConnectorProvider().open(file.toString(), SKIP)) {
      assertKind(Kind.UNREACHABLE, wrong::ping);
      assertKind(Kind.UNREACHABLE, () -> listing(wrong));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001-01-01T00:00:00Z",
        "1900-01-01T00:00:00Z",
        "1969-12-31T23:59:59.5Z",
        "2107-12-31T23:59:58Z",
        "+1000000-01-01T00:00:00Z"
      })
  void an_absurd_time_is_written_and_read(String time) throws Exception {
    TextContent odd = new TextContent("a", Instant.parse(time));

    FileEntry written = connector.write(path("a"), odd);

    assertThat(connector.stat(path("a"))).contains(written);
  }

  @Test
  void a_change_that_keeps_size_and_time_changes_the_tag() throws Exception {
    FileEntry before = connector.write(path("a"), TextContent.of("one"));
    Files.writeString(root.resolve("a"), "two");
    Files.setLastModifiedTime(root.resolve("a"), FileTime.from(before.modified()));

    FileEntry after = connector.stat(path("a")).orElseThrow();

    assertThat(after.size()).isEqualTo(before.size());
    assertThat(after.modified()).isEqualTo(before.modified());
    assertThat(after.sameVersionAs(before)).isFalse();
    assertThat(after.touched()).isAfter(after.modified());
  }

  @Test
  void a_name_too_long_is_refused_for_good() {
    assertKind(
        Kind.INVALID_NAME, () -> connector.write(path("n".repeat(256)), TextContent.of("a")));
  }

  @Test
  void closing_ends_a_stream_that_is_open() throws Exception {
    connector.write(path("a"), TextContent.of("abc"));
    try (InputStream in = connector.read(path("a"), 0)) {
      connector.close();

      assertKind(Kind.UNREACHABLE, in::read);
    }
  }

  @Test
  void on_linux_names_that_differ_in_case_are_two() {
    Assumptions.assumeTrue(System.getProperty("os.name").equals("Linux"), "skipped: not Linux");

    assertThat(connector.capabilities().has(Capability.CASE_INSENSITIVE)).isFalse();
  }

  @Test
  void a_wrong_setting_is_refused() {
    Settings wrong = Settings.of(Map.of("OELEO_FSYNC", "perhaps"));

    assertThatThrownBy(() -> open(wrong)).hasMessageContaining("OELEO_FSYNC");
  }

  @Test
  void a_folder_that_is_replaced_while_it_is_listed_does_not_keep_the_others() throws Exception {
    for (String name : List.of("a", "b", "c", "d")) {
      Files.writeString(Files.createDirectory(root.resolve(name)).resolve("file"), name);
    }
    List<RelativePath> folders = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    EntrySink sink = new EntrySink() {
      @Override
      public void file(FileEntry entry) {
        if (seen.isEmpty()) {
          replaceAnother(entry.path().parent().orElseThrow(), folders);
        }
        seen.add(entry.path().toString());
      }

      @Override
      public void leftOut(String name, String reason) {}
    };
    ListRequest all = new ListRequest(Integer.MAX_VALUE, folders::add);
    assertKind(Kind.CHANGED, () -> connector.list(all, sink));
    assertThat(seen).hasSize(3);
  }

  /** The one found last before this one, which is looked into next. */
  private void replaceAnother(RelativePath folder, List<RelativePath> folders) {
    int next = Math.abs(folders.indexOf(folder) - 1);
    Path other = root.resolve(folders.get(next).toString());
    try {
      Files.move(other, place.resolve("elsewhere"));
      Files.createDirectory(other);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
