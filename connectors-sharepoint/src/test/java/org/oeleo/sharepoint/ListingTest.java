package org.oeleo.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.sharepoint.service.Paging;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;

/** What is in a library, to its end or not at all. */
class ListingTest extends InLibrary {
  private void putMany(String folder, int count) {
    for (int i = 0; i < count; i++) {
      put(folder + i, new byte[] {1});
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1000, 1", "1001, 2", "2001, 3"})
  void pages_are_asked_for_to_the_last(int files, int pages) throws IOException {
    putMany("", files);

    assertThat(listed()).hasSize(files).doesNotHaveDuplicates();
    assertThat(journal().count("GET", "/children$")).isEqualTo(pages);
  }

  @Test
  void many_folders_are_listed_each_once() throws IOException {
    for (int folder = 0; folder < 300; folder++) {
      putMany("f" + folder % 20 + "/g" + folder + "/", 17);
    }

    assertThat(listed()).hasSize(5100).doesNotHaveDuplicates();
    assertThat(journal().count("GET", "/children$")).isEqualTo(321);
  }

  @Test
  void an_entry_says_what_the_library_knows() throws IOException {
    write("a b/c.bin", Source.of(100));

    List<Object> entries = new ArrayList<>();
    connector.list(ListRequest.everything(), new org.oeleo.spi.EntrySink() {
      @Override
      public void file(org.oeleo.spi.FileEntry entry) {
        entries.add(entry);
      }

      @Override
      public void leftOut(String name, String reason) {
        entries.add(name);
      }
    });

    assertThat(entries).containsExactly(connector.stat(path("a b/c.bin")).orElseThrow());
  }

  @ParameterizedTest
  @EnumSource(
      value = Paging.Oddity.class,
      names = {"SAME_PAGE"})
  void pages_that_lead_nowhere_are_an_error(Paging.Oddity oddity) {
    putMany("", 6);
    library.paging(Paging.of(2).with(oddity));

    assertThat(failure(this::listed))
        .hasMessageContaining("could not be listed to its end")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.IO_ERROR));
  }

  @Test
  void a_page_that_fails_once_is_asked_for_again() throws IOException {
    putMany("", 6);
    library.paging(Paging.of(2));
    faults().on("GET", "/children$").nth(2).throttles(429, Duration.ZERO);
    faults().on("GET", "/children$").nth(3).throttles(503, Duration.ZERO);

    assertThat(listed()).hasSize(6).doesNotHaveDuplicates();
  }

  @Test
  void a_line_that_breaks_once_is_no_end() throws IOException {
    putMany("", 6);
    library.paging(Paging.of(2));
    faults().on("GET", "/children$").nth(3).drops();

    assertThat(listed()).hasSize(6).doesNotHaveDuplicates();
  }

  @Test
  void a_page_of_some_network_never_counts_as_the_last() throws IOException {
    putMany("", 6);
    library.paging(Paging.of(2));
    faults().on("GET", "/children$").nth(2).showsPortal();

    assertThat(listed()).hasSize(6).doesNotHaveDuplicates();
  }

  @Test
  void an_answer_without_a_list_is_no_empty_list() {
    putMany("", 6);
    faults().on("GET", "/children$").always().answers(200, "odd");

    assertThat(failure(this::listed)).hasMessageContaining("could not be listed to its end");
  }

  @Test
  void a_page_that_fails_for_ever_fails_the_listing() {
    putMany("", 6);
    library.paging(Paging.of(2));
    faults().on("GET", "/children$").nth(2).always().throttles(503, Duration.ZERO);

    assertThat(kind(this::listed)).isEqualTo(Kind.THROTTLED);
    assertThat(journal().count("GET", "/children$")).isBetween(3, 30);
  }

  @Test
  void a_pause_that_is_too_long_is_for_the_engine() {
    putMany("", 6);
    faults().on("GET", "/children$").throttles(429, Duration.ofSeconds(301));

    assertThat(failure(this::listed).retryAfter()).contains(Duration.ofSeconds(301));
  }

  @Test
  void a_folder_that_goes_away_meanwhile_fails_the_listing() {
    putMany("a/", 3);
    putMany("b/", 3);
    faults().on("GET", "/children$").nth(2).runs(() -> library.delete(ROOT + "/a"));

    ConnectorException failure = failure(this::listed);

    assertThat(failure.kind()).isEqualTo(Kind.IO_ERROR);
    assertThat(failure).hasMessageContaining("it went away while it was listed");
  }

  @Test
  void a_root_that_goes_away_meanwhile_is_unreachable() throws IOException {
    connector.ping();
    faults().on("GET", "/children$").runs(() -> library.delete(ROOT));

    assertThat(kind(this::listed)).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void a_folder_that_may_not_be_read_keeps_no_other_from_being_listed() {
    for (int i = 0; i < 20; i++) {
      putMany("f" + i + "/g/", 2);
    }
    faults().on("GET", "/children$").nth(2).answers(403, "accessDenied");
    List<String> found = new ArrayList<>();

    ConnectorException failure =
        failure(() -> connector.list(ListRequest.everything(), into(found)));

    assertThat(failure.kind()).isEqualTo(Kind.ACCESS_DENIED);
    assertThat(failure).hasMessageContaining("f");
    assertThat(found).hasSize(38);
  }

  @Test
  void a_root_that_may_not_be_read_is_denied() throws IOException {
    connector.ping();
    faults().on("GET", "/children$").answers(403, "accessDenied");

    assertThat(kind(this::listed)).isEqualTo(Kind.ACCESS_DENIED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 9})
  void only_as_many_levels_as_asked_for_are_looked_into(int depth) throws IOException {
    putMany("", 1);
    putMany("a/", 1);
    putMany("a/b/", 1);

    List<String> listed = listed(new ListRequest(depth, folder -> true));

    List<String> wanted = switch (depth) {
      case 1 -> List.of("0", "not entered: a");
      case 2 -> List.of("0", "a/0", "not entered: a/b");
      default -> List.of("0", "a/0", "a/b/0");
    };
    assertThat(listed).isEqualTo(wanted);
    assertThat(journal().count("GET", "/children$")).isEqualTo(Math.min(depth, 3));
  }

  @Test
  void a_folder_that_is_not_wanted_is_not_looked_into() throws IOException {
    putMany("yes/", 2);
    putMany("no/", 2);

    assertThat(listed(new ListRequest(9, folder -> !folder.toString().equals("no"))))
        .containsExactly("not entered: no", "yes/0", "yes/1");
    assertThat(journal().count("GET", "/children$")).isEqualTo(2);
  }

  @Test
  void a_notebook_is_left_out_and_told() throws IOException {
    library.notebook(ROOT + "/Notes");
    put("a.txt", new byte[1]);

    assertThat(listed()).containsExactly("a.txt", "left out: Notes");
    assertThat(connector.stat(path("Notes"))).isEmpty();
    assertThat(kind(() -> connector.delete(path("Notes")))).isEqualTo(Kind.REJECTED);
  }
}
