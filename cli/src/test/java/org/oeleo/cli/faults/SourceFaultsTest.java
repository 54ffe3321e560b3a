package org.oeleo.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A source that goes away, files that change while they are sent, and what is no file. */
@Timeout(60)
class SourceFaultsTest extends WithFaults {
  private static final String OLD = "0123456789";

  @BeforeEach
  void make_files() throws Exception {
    for (String name : List.of("a", "b", "c")) {
      file(name, OLD);
    }
  }

  @Test
  void a_source_that_is_not_there_ends_the_run() throws Exception {
    assertThat(run()).isZero();
    Files.move(from, folder.resolve("elsewhere"));
    assertThat(run()).isEqualTo(4);
    assertThat(message()).startsWith("source: ").contains(from.toString());
    assertThat(names(to)).hasSize(3);
  }

  @Test
  void a_source_replaced_by_an_empty_folder_ends_the_run() throws Exception {
    assertThat(run()).isZero();
    Files.move(from, folder.resolve("elsewhere"));
    Files.createDirectory(from);
    assertThat(run()).isEqualTo(4);
    assertThat(message()).contains("is empty, although 3 files were copied from it before");
    assertThat(names(to)).hasSize(3);
    assertThat(recorded()).isEqualTo(3);
  }

  @Test
  void a_source_unmounted_in_mid_run_ends_it() throws Exception {
    try (var disk = Tmpfs.over(from, "size=1m")) {
      make_files();
      whenStarted("b", disk::vanish);
      // Without waiting for the disk each file gets its name before the next one begins.
      assertThat(run("OELEO_PARALLEL=1", "OELEO_RETRIES=0", "OELEO_FSYNC=no")).isEqualTo(4);
      assertThat(message()).startsWith("source: ");
      assertThat(arrived()).containsExactly("a");
      assertThat(recorded()).isEqualTo(1);
    }
    make_files();
    requireRecovery();
  }

  @Test
  void a_source_replaced_in_mid_run_by_an_empty_folder_ends_it() throws Exception {
    whenStarted("b", () -> {
      Files.move(from, folder.resolve("elsewhere"));
      Files.createDirectory(from);
    });
    assertThat(run("OELEO_PARALLEL=1", "OELEO_RETRIES=0")).isEqualTo(4);
    assertThat(message()).startsWith("source: ");
    Files.delete(from);
    Files.move(folder.resolve("elsewhere"), from);
    requireRecovery();
  }

  /** What is done to the file b at the moment when it is about to be read. */
  private enum Change {
    GROWS,
    SHRINKS,
    REWRITTEN_WITH_SIZE_AND_TIME_KEPT,
    REPLACED_WITH_SIZE_AND_TIME_KEPT;

    void happenTo(Path file) throws Exception {
      FileTime time = Files.getLastModifiedTime(file);
      switch (this) {
        case GROWS -> Files.writeString(file, "more", StandardOpenOption.APPEND);
        case SHRINKS -> Files.writeString(file, "short");
        case REWRITTEN_WITH_SIZE_AND_TIME_KEPT -> {
          Files.writeString(file, "9876543210");
          Files.setLastModifiedTime(file, time);
        }
        case REPLACED_WITH_SIZE_AND_TIME_KEPT -> {
          Path other = Files.writeString(file.resolveSibling("other.tmp"), "9876543210");
          Files.setLastModifiedTime(other, time);
          Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void a_file_that_changes_while_it_is_sent_is_left_for_the_next_run(Change change)
      throws Exception {
    FileTime yesterday = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
    Files.setLastModifiedTime(from.resolve("b"), yesterday);
    whenStarted("b", () -> change.happenTo(from.resolve("b")));
    assertThat(run()).isZero();
    assertThat(outcome("b")).isEqualTo("deferred");
    assertThat(arrived()).containsExactly("a", "c");
    requireRecovery();
  }

  @Test
  void a_file_that_vanishes_after_it_was_listed_is_counted_and_no_failure() throws Exception {
    whenStarted("b", () -> Files.delete(from.resolve("b")));
    assertThat(run()).isZero();
    assertThat(outcome("b")).isEqualTo("vanished");
    requireRecovery();
  }

  @Test
  void a_link_swapped_in_for_a_file_is_not_followed() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), OLD);
    whenStarted("b", () -> {
      Files.delete(from.resolve("b"));
      Files.createSymbolicLink(from.resolve("b"), secret);
    });
    assertThat(run("OELEO_RETRIES=0")).isEqualTo(1);
    assertThat(outcome("b")).isEqualTo("failed");
    assertThat(reason("b")).isEqualTo("b is a symbolic link and not followed");
    assertThat(arrived()).containsExactly("a", "c");
    assertThat(run()).isZero();
    assertThat(command.out()).contains("\"event\":\"left-out\"");
    assertThat(arrived()).containsExactly("a", "c");
  }

  @Test
  void pipes_are_left_out_and_block_nobody() throws Exception {
    Tool.need("mkfifo", from.resolve("pipe").toString());
    assertThat(run()).isZero();
    assertThat(command.out()).contains("\"event\":\"left-out\"", "\"name\":\"pipe\"");
    assertThat(arrived()).containsExactly("a", "b", "c");
  }

  @Test
  void a_pipe_swapped_in_for_a_file_blocks_nobody() throws Exception {
    Tool.need("mkfifo", folder.resolve("pipe").toString());
    whenStarted(
        "b",
        () -> Files.move(
            folder.resolve("pipe"), from.resolve("b"), StandardCopyOption.REPLACE_EXISTING));
    assertThat(run("OELEO_RETRIES=0")).isZero();
    assertThat(outcome("b")).isEqualTo("vanished");
    assertThat(arrived()).containsExactly("a", "c");
  }

  @Test
  void devices_are_left_out_and_never_read() throws Exception {
    Tool.need("mknod", from.resolve("zero").toString(), "c", "1", "5");
    assertThat(run()).isZero();
    assertThat(command.out()).contains("\"event\":\"left-out\"", "\"name\":\"zero\"");
    assertThat(arrived()).containsExactly("a", "b", "c");
  }

  @Test
  void a_sparse_file_arrives_equal() throws Exception {
    Path sparse = from.resolve("sparse");
    try (var file = new RandomAccessFile(sparse.toFile(), "rw")) {
      file.setLength(50_000_000);
      file.seek(30_000_000);
      file.write(1);
    }
    assertThat(run()).isZero();
    requireSame(from, to);
  }

  @ParameterizedTest
  @ValueSource(strings = {"skip", "follow"})
  void a_loop_of_links_ends(String links) throws Exception {
    Files.createSymbolicLink(from.resolve("loop"), from.resolve("loop"));
    Files.createSymbolicLink(from.resolve("up"), folder);
    Files.createSymbolicLink(from.resolve("here"), from);
    assertThat(run("OELEO_INCLUDE_SUBDIRS=yes", "OELEO_LINKS=" + links)).isZero();
    assertThat(command.lines())
        .filteredOn(line -> line.contains("\"event\":\"left-out\""))
        .hasSize(3);
    assertThat(arrived()).containsExactly("a", "b", "c");
  }

  @Test
  void an_unreadable_file_fails_alone() throws Exception {
    Files.setPosixFilePermissions(from.resolve("b"), Set.of());
    Program.Ended ended = new Program(folder).obedient().run("run");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("oeleo: failed: b: ").contains("may not be used");
    assertThat(arrived()).containsExactly("a", "c");
  }

  @Test
  void an_unreadable_folder_does_not_keep_the_others() throws Exception {
    Path closed = Files.createDirectory(from.resolve("closed"));
    Files.setPosixFilePermissions(closed, Set.of());
    Program.Ended ended =
        new Program(folder).obedient().run("run", "-s", "OELEO_INCLUDE_SUBDIRS=yes");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("not everything could be read").contains("closed");
    assertThat(arrived()).containsExactly("a", "b", "c");
  }
}
