package org.oeleo.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;

/** No link leads out of the root. */
class LocalLinksTest extends LocalFolder {
  LocalLinksTest(@TempDir Path place) throws IOException {
    super(place);
  }

  @Test
  void links_are_left_out_and_never_followed() throws Exception {
    Files.writeString(place.resolve("secret"), "s");
    Files.createDirectory(root.resolve("d"));
    Files.writeString(root.resolve("d/a"), "a");
    Files.createSymbolicLink(root.resolve("file"), place.resolve("secret"));
    Files.createSymbolicLink(root.resolve("folder"), place);
    Files.createSymbolicLink(root.resolve("loop"), root);
    Files.createSymbolicLink(root.resolve("broken"), Path.of("none"));

    assertThat(listing(connector))
        .isEqualTo(Map.of(
            "d/a", "file",
            "file", "symbolic link",
            "folder", "symbolic link",
            "loop", "symbolic link",
            "broken", "symbolic link"));
    assertThat(connector.stat(path("file"))).isEmpty();
    assertKind(Kind.ACCESS_DENIED, () -> connector.read(path("file"), 0).close());
  }

  @Test
  void links_to_files_are_read_through_where_asked_for() throws Exception {
    Files.writeString(place.resolve("outside"), "outside");
    Files.createSymbolicLink(root.resolve("file"), place.resolve("outside"));
    Files.createSymbolicLink(root.resolve("folder"), place);
    Files.createSymbolicLink(root.resolve("broken"), Path.of("none"));
    Files.createSymbolicLink(root.resolve("self"), Path.of("self"));

    try (Connector following = open(FOLLOW)) {
      assertThat(listing(following))
          .isEqualTo(Map.of(
              "file", "file",
              "folder", "symbolic link",
              "broken", "symbolic link",
              "self", "symbolic link"));
      assertThat(text(following, "file")).isEqualTo("outside");
      assertThat(following.stat(path("file")).orElseThrow().size()).isEqualTo(7);
      assertThat(following.stat(path("self"))).isEmpty();
      assertKind(
          Kind.ACCESS_DENIED, () -> following.read(path("folder/outside"), 0).close());
      assertKind(
          Kind.ACCESS_DENIED, () -> following.write(path("file"), TextContent.of("changed")));
    }
    assertThat(place.resolve("outside")).hasContent("outside");
  }

  @Test
  void nothing_passes_through_a_folder_that_is_a_link() throws Exception {
    Path outside = Files.createDirectory(place.resolve("outside"));
    Files.writeString(outside.resolve("a"), "outside");
    Files.createSymbolicLink(root.resolve("link"), outside);
    Files.writeString(root.resolve("b"), "b");

    assertKind(Kind.ACCESS_DENIED, () -> connector.read(path("link/a"), 0).close());
    assertKind(Kind.ACCESS_DENIED, () -> connector.stat(path("link/a")));
    assertKind(Kind.ACCESS_DENIED, () -> connector.write(path("link/a"), TextContent.of("x")));
    assertKind(Kind.ACCESS_DENIED, () -> connector.write(path("link/d/a"), TextContent.of("x")));
    assertKind(Kind.ACCESS_DENIED, () -> connector.move(path("b"), path("link/b")));
    assertKind(Kind.ACCESS_DENIED, () -> connector.move(path("link/a"), path("c")));
    assertKind(Kind.ACCESS_DENIED, () -> connector.delete(path("link/a")));
    assertKind(Kind.ACCESS_DENIED, () -> connector.setModified(path("link/a"), Instant.EPOCH));

    assertThat(listing(connector)).isEqualTo(Map.of("b", "file", "link", "symbolic link"));
    try (Stream<Path> entries = Files.list(outside)) {
      assertThat(entries).containsExactly(outside.resolve("a"));
    }
    assertThat(outside.resolve("a")).hasContent("outside");
  }

  @Test
  void a_link_in_the_way_of_a_write_is_refused_and_its_target_untouched() throws Exception {
    Path outside = Files.writeString(place.resolve("outside"), "outside");
    Files.createSymbolicLink(root.resolve("a"), outside);

    assertKind(Kind.ACCESS_DENIED, () -> connector.write(path("a"), TextContent.of("x")));
    assertKind(Kind.ACCESS_DENIED, () -> connector.delete(path("a")));

    assertThat(outside).hasContent("outside");
    assertThat(Files.isSymbolicLink(root.resolve("a"))).isTrue();
  }

  @Test
  void a_folder_swapped_for_a_link_all_the_time_leads_nobody_out() throws Exception {
    Path outside = Files.createDirectory(place.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "secret");
    AtomicInteger swaps = new AtomicInteger();
    Thread swapper = new Thread(() -> swapUntilInterrupted(outside, swaps));
    swapper.start();
    try (Connector attacked = open(Settings.of(Map.of("OELEO_FSYNC", "no")))) {
      for (int i = 0; i < 500 || swaps.get() < 100; i++) {
        tryToGetOut(attacked, i);
      }
    } finally {
      swapper.interrupt();
      swapper.join();
    }
    try (Stream<Path> entries = Files.list(outside)) {
      assertThat(entries).containsExactly(outside.resolve("secret"));
    }
    assertThat(outside.resolve("secret")).hasContent("secret");
  }

  private void swapUntilInterrupted(Path outside, AtomicInteger swaps) {
    Path folder = root.resolve("d");
    for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
      try {
        Files.createSymbolicLink(folder, outside);
        swaps.incrementAndGet();
        Files.delete(folder);
        Files.createDirectory(folder);
        Files.move(folder, place.resolve("aside" + i));
      } catch (IOException e) {
        // The connector was in between and made the folder itself: out of the way with it.
        folder.toFile().renameTo(place.resolve("aside" + i).toFile());
      }
    }
  }

  private static void tryToGetOut(Connector attacked, int i) throws IOException {
    try {
      assertThat(listing(attacked)).doesNotContainKey("d/secret");
      assertThat(text(attacked, "d/secret")).isNotEqualTo("secret");
    } catch (ConnectorException refused) {
      assertThat(refused.kind()).isNotEqualTo(Kind.IO_ERROR);
    }
    try {
      attacked.write(path("d/f" + i), TextContent.of("x"));
      attacked.delete(path("d/secret"));
    } catch (ConnectorException refused) {
      assertThat(refused.kind()).isNotEqualTo(Kind.IO_ERROR);
    }
  }
}
