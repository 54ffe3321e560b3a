package org.oeleo.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.oeleo.spi.Capability;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;

/** A move replaces its target in one step. */
public interface MovingContract extends ContractPart {
  /** Moves a file. */
  private void move(String from, String to) throws IOException {
    connector().move(RelativePath.of(from), RelativePath.of(to));
  }

  @Test
  default void a_moved_file_has_its_new_name_only() throws IOException {
    assumePromise(Capability.MOVE);
    FileEntry before = put("a.part", "content");

    move("a.part", "a.txt");

    assertThat(paths()).containsExactly("a.txt");
    assertThat(bytes("a.txt")).asString().isEqualTo("content");
    assertThat(connector().stat(RelativePath.of("a.txt")).orElseThrow().modified())
        .isEqualTo(before.modified());
  }

  @Test
  default void a_move_returns_what_a_lookup_finds() throws IOException {
    assumePromise(Capability.MOVE);
    put("a.part", "content");

    FileEntry moved = connector().move(RelativePath.of("a.part"), RelativePath.of("b/a.txt"));

    assertThat(connector().stat(RelativePath.of("b/a.txt"))).contains(moved);
  }

  @Test
  default void a_move_replaces_what_is_there() throws IOException {
    assumePromise(Capability.MOVE);
    put("a.txt", "old");
    put("a.part", "new");

    move("a.part", "a.txt");

    assertThat(paths()).containsExactly("a.txt");
    assertThat(bytes("a.txt")).asString().isEqualTo("new");
  }

  @Test
  default void a_move_makes_the_folders_it_needs() throws IOException {
    assumePromise(Capability.MOVE);
    put("a.part", "content");

    move("a.part", "b/c/d/a.txt");

    assertThat(paths()).containsExactly("b/c/d/a.txt");
  }

  @Test
  default void moving_what_is_not_there_says_so_and_harms_nothing() throws IOException {
    assumePromise(Capability.MOVE);
    put("a.txt", "old");

    assertFails(Kind.NOT_FOUND, () -> move("none.part", "a.txt"));
    assertFails(Kind.NOT_FOUND, () -> move("none/none.part", "a.txt"));

    assertThat(bytes("a.txt")).asString().isEqualTo("old");
  }

  @Test
  default void without_the_promise_a_move_is_refused() throws IOException {
    assumeNoPromise(Capability.MOVE);
    put("a.part", "content");

    assertFails(Kind.UNSUPPORTED, () -> move("a.part", "a.txt"));

    assertThat(paths()).containsExactly("a.part");
  }

  @Test
  default void readers_see_the_old_file_whole_or_the_new_file_whole() throws IOException {
    assumePromise(Capability.MOVE);
    put("a.bin", filled(0));
    AtomicBoolean done = new AtomicBoolean();
    CountDownLatch reading = new CountDownLatch(1);

    List<Boolean> results = together(List.<Callable<Boolean>>of(
        () -> replaceOften(reading, done), () -> seesOnlyWholeFiles(reading, done)));

    assertThat(results).containsOnly(true);
  }

  private static byte[] filled(int generation) {
    byte[] bytes = new byte[200_000];
    Arrays.fill(bytes, (byte) generation);
    return bytes;
  }

  private boolean replaceOften(CountDownLatch reading, AtomicBoolean done)
      throws IOException, InterruptedException {
    try {
      reading.await();
      for (int generation = 1; generation <= 100; generation++) {
        put("a.part", filled(generation));
        move("a.part", "a.bin");
      }
      return true;
    } finally {
      done.set(true);
    }
  }

  private boolean seesOnlyWholeFiles(CountDownLatch reading, AtomicBoolean done)
      throws IOException {
    while (!done.get()) {
      reading.countDown();
      byte[] seen = readUnlessBusy();
      if (seen.length > 0) {
        assertThat(seen).isEqualTo(filled(seen[0]));
      }
    }
    return true;
  }

  /**
   * A store may hold a reader off for a moment (Windows), but never show it half a file or none.
   */
  private byte[] readUnlessBusy() throws IOException {
    try (InputStream in = connector().read(RelativePath.of("a.bin"), 0)) {
      byte[] seen = in.readAllBytes();
      assertThat(seen).as("an empty file in place of a whole one").isNotEmpty();
      return seen;
    } catch (ConnectorException e) {
      assertThat(e.kind()).as(e.toString()).isEqualTo(Kind.BUSY);
      return new byte[0];
    }
  }
}
