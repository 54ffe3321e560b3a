package org.oeleo.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;

/** Deleting takes one file away and nothing else. */
public interface DeletingContract extends ContractPart {
  /** Deletes a file. */
  private void delete(String path) throws IOException {
    connector().delete(RelativePath.of(path));
  }

  @Test
  default void a_deleted_file_is_gone_and_its_neighbours_are_not() throws IOException {
    put("a/b.txt", "b");
    put("a/b.txt.bak", "backup");
    put("a/b/c.txt", "c");

    delete("a/b.txt");

    assertThat(paths()).containsExactly("a/b.txt.bak", "a/b/c.txt");
  }

  @Test
  default void deleting_what_is_not_there_succeeds() throws IOException {
    put("a.txt", "a");

    delete("none.txt");
    delete("none/none.txt");
    delete("a.txt/none.txt");

    assertThat(paths()).containsExactly("a.txt");
  }

  @Test
  default void deleting_twice_succeeds() throws IOException {
    put("a.txt", "a");

    delete("a.txt");
    delete("a.txt");

    assertThat(paths()).isEmpty();
  }

  @Test
  default void a_folder_that_holds_files_is_never_deleted() throws IOException {
    put("a/b.txt", "b");

    try {
      delete("a");
    } catch (ConnectorException refused) {
      assertThat(refused).hasMessageContaining("a");
    }

    assertThat(paths()).containsExactly("a/b.txt");
  }

  @Test
  default void a_deleted_file_can_be_written_again() throws IOException {
    put("a/b.txt", "one");
    delete("a/b.txt");

    put("a/b.txt", "two");

    assertThat(bytes("a/b.txt")).asString().isEqualTo("two");
  }

  @Test
  default void a_folder_is_deleted_once_it_holds_nothing() throws IOException {
    assumePromise(Capability.FOLDERS);
    put("a/b/c.txt", "c");
    delete("a/b/c.txt");

    assertThat(connector().deleteFolder(RelativePath.of("a"))).isFalse();
    assertThat(connector().deleteFolder(RelativePath.of("a/b"))).isTrue();
    assertThat(connector().deleteFolder(RelativePath.of("a"))).isTrue();
    assertThat(connector().deleteFolder(RelativePath.of("a/b"))).isTrue();
    put("a", "now a file");
    assertThat(bytes("a")).asString().isEqualTo("now a file");
  }

  @Test
  default void a_folder_that_holds_anything_is_left_alone() throws IOException {
    assumePromise(Capability.FOLDERS);
    put("a/b.txt", "b");

    assertThat(connector().deleteFolder(RelativePath.of("a"))).isFalse();

    assertThat(paths()).containsExactly("a/b.txt");
  }

  @Test
  default void a_file_is_not_deleted_as_a_folder() throws IOException {
    assumePromise(Capability.FOLDERS);
    put("a.txt", "a");

    assertThat(connector().deleteFolder(RelativePath.of("a.txt"))).isTrue();

    assertThat(paths()).containsExactly("a.txt");
  }

  @Test
  default void without_the_promise_deleting_a_folder_is_refused() throws IOException {
    assumeNoPromise(Capability.FOLDERS);
    put("a/b.txt", "b");

    assertFails(Kind.UNSUPPORTED, () -> connector().deleteFolder(RelativePath.of("a")));
  }

  @Test
  default void deleting_a_folder_below_a_missing_root_is_unreachable() throws IOException {
    assumePromise(Capability.FOLDERS);
    try (Connector lost = store().openMissing()) {
      assertFails(Kind.UNREACHABLE, () -> lost.deleteFolder(RelativePath.of("a")));
    }
  }

  @Test
  default void deleting_below_a_missing_root_is_unreachable() throws IOException {
    try (Connector lost = store().openMissing()) {
      assertFails(Kind.UNREACHABLE, () -> lost.delete(RelativePath.of("a.txt")));
    }
  }
}
