package org.oeleo.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.testkit.SampleContent;

/** Files whose names SharePoint does not take, kept under others. */
class MappedFilesTest extends InLibrary {
  @BeforeEach
  void map() {
    connector = another(Map.of("OELEO_SHAREPOINT_NAMES", "map"));
    library.keepsFilesAsSent();
  }

  @Test
  void names_that_are_not_taken_are_kept_and_read_back_as_they_were() throws IOException {
    List<String> files = NameRulesTest.refusedNames().stream()
        .map(name -> "a " + name.toLowerCase(Locale.ROOT) + "/" + name)
        .distinct()
        .toList();
    for (String file : files) {
      write(file, SampleContent.of(file));
    }

    assertThat(library.names()).hasSameSizeAs(files).allMatch(name -> name.contains("\u201b"));
    assertThat(listed()).containsExactlyInAnyOrderElementsOf(files);
    for (String file : files) {
      assertThat(read(file)).as(file).asString().isEqualTo(file);
      connector.move(path(file), path(file + "x"));
      connector.delete(path(file + "x"));
    }
    assertThat(library.names()).isEmpty();
  }

  @Test
  void names_that_would_meet_stay_apart() throws IOException {
    List<String> names =
        List.of("a:b", "a\u201b3Ab", "a\u201b\u201b3Ab", "a\u201b", "a\u201bb", "a\u201b:b");
    for (String name : names) {
      write(name, SampleContent.of(name));
    }

    assertThat(listed()).containsExactlyInAnyOrderElementsOf(names);
    for (String name : names) {
      assertThat(read(name)).asString().isEqualTo(name);
    }
  }

  @Test
  void what_somebody_else_named_oddly_is_left_out_and_told() throws IOException {
    put("a\u201b41.txt", new byte[1]);
    put("folder\u201b20x/b.txt", new byte[1]);
    put("plain.txt", new byte[1]);

    assertThat(listed())
        .containsExactly("left out: a\u201b41.txt", "left out: folder\u201b20x", "plain.txt");
  }

  @Test
  void where_names_are_refused_the_mark_is_a_letter_like_others() throws IOException {
    put("a\u201b3Ab", new byte[1]);
    try (Connector refusing = another(Map.of())) {
      connector = refusing;
      assertThat(listed()).containsExactly("a\u201b3Ab");
    }
  }

  @Test
  void the_length_that_counts_is_that_of_the_name_that_is_kept() throws IOException {
    String longest = ":".repeat(85);

    write(longest, SampleContent.of("a"));

    assertThat(listed()).containsExactly(longest);
    ConnectorException failure = failure(() -> write(longest + ":", SampleContent.of("a")));
    assertThat(failure.kind()).isEqualTo(Kind.INVALID_NAME);
  }
}
