package org.oeleo.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.testkit.SampleContent;

/** Names that SharePoint does not take, where they are refused, and names that it does take. */
class NameRulesTest extends InLibrary {
  static List<String> refusedNames() {
    Stream<String> characters = "\"*:<>?\\|".chars().mapToObj(c -> "a" + (char) c + "b.txt");
    Stream<String> controls = IntStream.concat(IntStream.range(1, 32), IntStream.of(127))
        .mapToObj(c -> "a" + (char) c + "b");
    Stream<String> edges = Stream.of(" a", "a ", "a.", "a..", " ", "a. ", "...");
    Stream<String> words = Stream.of(
        ".lock",
        "CON",
        "con",
        "PRN",
        "aux",
        "Nul",
        "COM0",
        "com9",
        "LPT1",
        "lpt0",
        "desktop.ini",
        "Desktop.INI",
        "~$report.docx",
        "_vti_",
        "a_vti_b",
        "x_VTI_");
    return Stream.of(characters, controls, edges, words).flatMap(each -> each).toList();
  }

  @Test
  void names_that_are_not_taken_are_refused_before_any_request() throws IOException {
    connector.ping();
    journal().clear();

    for (String name : refusedNames()) {
      ConnectorException failure = failure(() -> write("a folder/" + name, SampleContent.of("a")));

      assertThat(failure.kind()).as(name).isEqualTo(Kind.INVALID_NAME);
      assertThat(failure).hasMessageContaining("OELEO_SHAREPOINT_NAMES=map");
      assertThat(kind(() -> write(name + "/a.txt", SampleContent.of("a"))))
          .as(name)
          .isEqualTo(Kind.INVALID_NAME);
    }
    assertThat(journal().entries()).isEmpty();
    assertThat(library.folders()).containsExactly(ROOT);
  }

  static final List<String> TAKEN = List.of(
      "a#b.txt",
      "100%.txt",
      "100%25.txt",
      "a&b.txt",
      "a+b.txt",
      "it's.txt",
      "~a.txt",
      "a b.txt",
      "a  b.txt",
      "=1+1.csv",
      "@a",
      "$a",
      "a;b,c",
      "(a)[b]{c}",
      "a^b`c!",
      ".hidden",
      "..a",
      "a..b",
      "COM",
      "COM10",
      "con.txt",
      "LPT1.log",
      "lock",
      "vti",
      "forms",
      "\u00e4 \u00f6 \u00df",
      "\u540d\u524d",
      "\ud83e\uddea run.txt",
      "\u00e9 as one",
      "e\u0301 as two",
      "\u202egnp.txt",
      "\u201b3A",
      "%2e%2e",
      "a%2Fb",
      "items",
      "root",
      "a~$b");

  @Test
  void names_that_are_taken_come_back_as_they_were() throws IOException {
    List<String> files = TAKEN.stream().map(name -> "in " + name + "/" + name).toList();
    for (String file : files) {
      write(file, SampleContent.of(file));
    }

    assertThat(library.names())
        .containsExactlyInAnyOrderElementsOf(
            files.stream().map(file -> ROOT + "/" + file).toList());
    assertThat(listed()).containsExactlyInAnyOrderElementsOf(files);
    for (String file : files) {
      assertThat(read(file)).asString().isEqualTo(file);
      connector.move(path(file), path(path(file).name()));
    }
    assertThat(listed()).containsExactlyInAnyOrderElementsOf(TAKEN);
    for (String name : TAKEN) {
      connector.delete(path(name));
    }
    assertThat(listed()).isEmpty();
  }

  @Test
  void a_composed_letter_and_its_parts_are_two_names() throws IOException {
    write("\u00e9", SampleContent.of("one"));
    write("e\u0301", SampleContent.of("two"));

    assertThat(read("\u00e9")).asString().isEqualTo("one");
    assertThat(read("e\u0301")).asString().isEqualTo("two");
  }

  @Test
  void a_name_may_have_255_characters_and_no_more() throws IOException {
    String longest = "n".repeat(255);

    write(longest, SampleContent.of("a"));

    assertThat(listed()).containsExactly(longest);
    journal().clear();
    ConnectorException failure = failure(() -> write(longest + "n", SampleContent.of("a")));
    assertThat(failure.kind()).isEqualTo(Kind.INVALID_NAME);
    assertThat(failure).hasMessageContaining("longer than 255 characters");
    assertThat(journal().entries()).isEmpty();
  }

  /** "sites/Lab7/Shared Documents/root/" counts, with its blank as one character. */
  @Test
  void a_path_may_have_400_characters_together_with_site_and_library_and_no_more()
      throws IOException {
    int above = (site.path().substring(1) + "/Shared Documents/" + ROOT + "/").length();
    String folders = "f".repeat(120) + "/" + "g".repeat(120) + "/";
    String longest = folders + "n".repeat(400 - above - folders.length());

    write(longest, SampleContent.of("a"));

    assertThat(listed()).containsExactly(longest);
    journal().clear();
    ConnectorException failure = failure(() -> write(longest + "n", SampleContent.of("a")));
    assertThat(failure.kind()).isEqualTo(Kind.INVALID_NAME);
    assertThat(failure).hasMessageContaining("401").hasMessageContaining("400");
    assertThat(journal().entries()).isEmpty();
  }

  @Test
  void the_name_of_a_librarys_own_pages_is_refused_at_its_top_only() throws IOException {
    try (Connector top = tenant.open(Tenant.root(library, ""), java.util.Map.of())) {
      top.ping();
      journal().clear();

      for (String name : List.of("forms/a.txt", "Forms/a/b.txt")) {
        assertThat(kind(() -> top.write(path(name), SampleContent.of("a"))))
            .as(name)
            .isEqualTo(Kind.INVALID_NAME);
      }

      assertThat(journal().entries()).isEmpty();
      top.write(path("a/forms/b.txt"), SampleContent.of("a"));
      assertThat(library.names()).contains("a/forms/b.txt");
    }
  }

  @Test
  void names_that_differ_in_case_only_are_one_file() throws IOException {
    write("Run.txt", SampleContent.of("one"));
    write("run.TXT", SampleContent.of("two"));

    assertThat(listed()).containsExactly("Run.txt");
    assertThat(read("RUN.txt")).asString().isEqualTo("two");
  }

  @Test
  void files_find_their_folder_whatever_its_case() throws IOException {
    write("Series/a.txt", SampleContent.of("a"));
    write("SERIES/b.txt", SampleContent.of("b"));

    assertThat(listed()).containsExactly("Series/a.txt", "Series/b.txt");
  }
}
