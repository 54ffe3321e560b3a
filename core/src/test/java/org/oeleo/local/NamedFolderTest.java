package org.oeleo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in for a held folder on Windows works anywhere. */
class NamedFolderTest {
  private static final Path A = Path.of("a");
  private static final Path D = Path.of("d");

  private final Path place;
  private final Folder folder;

  NamedFolderTest(@TempDir Path place) {
    this.place = place;
    this.folder = new NamedFolder(place);
  }

  @Test
  void only_a_real_folder_is_entered() throws IOException {
    Files.createDirectory(place.resolve(D));
    Files.writeString(place.resolve(A), "a");
    Files.createSymbolicLink(place.resolve("link"), place.resolve(D));

    try (Folder entered = folder.enter(D)) {
      assertThat(entered.place()).isEqualTo(place.resolve(D));
    }
    assertThatThrownBy(() -> folder.enter(A)).isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> folder.enter(Path.of("link")))
        .isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> folder.enter(Path.of("none"))).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void a_link_is_looked_at_and_not_opened() throws IOException {
    Files.writeString(place.resolve(A), "abc");
    Files.createSymbolicLink(place.resolve("link"), A);
    Path link = Path.of("link");

    assertThat(folder.look(link).isSymbolicLink()).isTrue();
    assertThat(folder.lookThrough(link).size()).isEqualTo(3);
    assertThatThrownBy(() -> folder
            .open(link, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))
            .close())
        .isInstanceOf(IOException.class);
    try (FileChannel file = folder.open(A, Set.of(StandardOpenOption.READ))) {
      assertThat(file.size()).isEqualTo(3);
    }
  }

  @Test
  void a_file_is_dated_moved_over_another_and_deleted() throws IOException {
    Path target = Files.createDirectory(place.resolve(D));
    Files.writeString(target.resolve(A), "old");
    Files.writeString(place.resolve(A), "new");
    FileTime time = FileTime.from(Instant.parse("2020-01-02T03:04:05Z"));

    folder.setModified(A, time);
    try (Folder to = folder.enter(D)) {
      folder.move(A, to, A);
      assertThat(to.look(A).lastModifiedTime()).isEqualTo(time);
      assertThat(target.resolve(A)).hasContent("new");
      to.delete(A);
    }

    assertThat(target).isEmptyDirectory();
    assertThat(place.resolve(A)).doesNotExist();
  }
}
