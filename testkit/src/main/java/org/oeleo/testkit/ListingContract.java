package org.oeleo.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.oeleo.spi.Connector;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.RelativePath;

/** Listing is complete or fails. */
public interface ListingContract extends ContractPart {
  @Test
  default void an_empty_root_lists_nothing() throws IOException {
    assertThat(paths()).isEmpty();
  }

  @Test
  default void a_missing_root_is_unreachable_and_never_empty() throws IOException {
    try (Connector lost = store().openMissing()) {
      assertFails(Kind.UNREACHABLE, () -> listed(lost, ListRequest.everything()));
    }
  }

  @Test
  default void every_file_at_every_depth_is_listed_once() throws IOException {
    List<String> all = List.of("a.txt", "b/a.txt", "b/b.txt", "b/c/d/e/f/g/a.txt", "c/a.txt");
    for (String path : all) {
      put(path, path);
    }

    assertThat(paths()).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  default void no_file_below_the_asked_depth_is_listed() throws IOException {
    put("1.txt", "1");
    put("a/2.txt", "2");
    put("a/b/3.txt", "3");

    assertThat(paths(ListRequest.topLevel())).containsExactly("1.txt");
    assertThat(paths(new ListRequest(2, folder -> true))).containsExactly("1.txt", "a/2.txt");
  }

  @Test
  default void a_listing_by_levels_agrees_with_the_whole() throws IOException {
    for (String path : List.of("x", "a/x", "a/y", "a/b/x", "c/d/x")) {
      put(path, path);
    }

    Set<String> whole = paths();
    for (int depth = 1; depth <= 3; depth++) {
      int most = depth;
      Set<String> level = paths(new ListRequest(depth, folder -> true));
      assertThat(level)
          .containsExactlyInAnyOrderElementsOf(whole.stream()
              .filter(path -> RelativePath.of(path).depth() <= most)
              .toList());
    }
  }

  @Test
  default void leaving_a_folder_out_hides_nothing_elsewhere() throws IOException {
    put("in/a.txt", "a");
    put("in/deep/b.txt", "b");
    put("out/c.txt", "c");
    put("outside.txt", "d");

    Set<String> listed =
        paths(new ListRequest(Integer.MAX_VALUE, folder -> !folder.toString().equals("out")));

    assertThat(listed).contains("in/a.txt", "in/deep/b.txt", "outside.txt");
  }

  @Test
  default void listings_around_every_usual_page_size_are_complete() throws IOException {
    int written = 0;
    for (int count : new int[] {999, 1000, 1001, 2001}) {
      putMany(written, count);
      written = count;

      assertThat(paths()).hasSize(count);
    }
  }

  private void putMany(int from, int to) throws IOException {
    int threads = 8;
    List<Callable<Boolean>> writers = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int first = from + t;
      writers.add(() -> {
        for (int i = first; i < to; i += threads) {
          put(String.format("many/f%04d.txt", i), "x");
        }
        return true;
      });
    }
    together(writers);
  }

  @Test
  default void a_lookup_says_what_the_listing_says() throws IOException {
    for (int size : new int[] {0, 1, 70_000}) {
      put("a/" + size + ".bin", SampleContent.noise(size));
    }

    for (FileEntry entry : listed(connector(), ListRequest.everything())) {
      assertThat(connector().stat(entry.path())).contains(entry);
      assertThat(entry.path()).hasToString("a/" + entry.size() + ".bin");
    }
  }

  @Test
  default void a_file_was_never_touched_before_it_was_modified() throws IOException {
    put("a.txt", "a");

    FileEntry entry = connector().stat(RelativePath.of("a.txt")).orElseThrow();

    assertThat(entry.touched()).isAfterOrEqualTo(entry.modified());
  }

  @Test
  default void nothing_is_found_where_nothing_is() throws IOException {
    put("a/b.txt", "b");

    assertThat(connector().stat(RelativePath.of("none.txt"))).isEmpty();
    assertThat(connector().stat(RelativePath.of("none/none.txt"))).isEmpty();
    assertThat(connector().stat(RelativePath.of("a/b.txt/none.txt"))).isEmpty();
  }

  @Test
  default void a_folder_is_not_a_file() throws IOException {
    put("a/b.txt", "b");

    assertThat(connector().stat(RelativePath.of("a"))).isEmpty();
  }

  @Test
  default void several_threads_list_at_the_same_time() throws IOException {
    IntStream.range(0, 20).forEach(i -> putQuietly("d" + i + "/a.txt"));

    List<Integer> counts = together(IntStream.range(0, 4)
        .<Callable<Integer>>mapToObj(i -> () -> paths().size())
        .toList());

    assertThat(counts).containsOnly(20);
  }

  private void putQuietly(String path) {
    try {
      put(path, "x");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
