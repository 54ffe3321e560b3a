package org.oeleo.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.oeleo.spi.Capability;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;

/** Every name comes back as it was given, or is refused before anything is done. */
public interface NamesContract extends ContractPart {
  /** Names that some store, shell, protocol or parser gets wrong. */
  static Stream<String> names() {
    return Stream.of(ODD_PLACES, PUNCTUATION, SCRIPTS, TRAPS).flatMap(List::stream);
  }

  /** Blanks, dots and control characters where they are least expected. */
  List<String> ODD_PLACES = List.of(
      " leading blank",
      "trailing blank ",
      "two  blanks",
      "~leading tilde",
      ".leading dot",
      "..leading dots",
      "trailing dot.",
      "...",
      "\rleading CR",
      "trailing CR\r",
      "\nleading LF",
      "trailing LF\n",
      "in the\nmiddle",
      "\tleading HT",
      "trailing HT\t",
      "\u000bleading VT",
      "trailing VT\u000b",
      "control \u0001\u0002\u001f\u007f characters",
      "-leading dash");

  /** Characters that mean something to somebody. */
  List<String> PUNCTUATION = List.of(
      "it's",
      "\"quoted\"",
      "hash # in the middle",
      "percent % and %41 and test%46.txt",
      "amp&ersand",
      "plus + sign",
      "question?mark",
      "star*",
      "[brackets] {braces} (parentheses)",
      "<angle>",
      "pipe|",
      "colon:colon",
      "semi;colon, comma",
      "at@ equals= bang!",
      "back\\slash",
      "..\\up",
      "dollar $HOME `id`",
      "caret^ under_");

  /** Beyond ASCII. */
  List<String> SCRIPTS = List.of(
      "gr\u00f8nn \u00e6\u00f8\u00e5",
      "\u4e16\u754c",
      "\u05e2\u05d1\u05e8\u05d9\u05ea",
      "\ud83d\ude00 emoji \ud83d\udc69\u200d\ud83d\udd2c",
      "NFC \u00e9",
      "NFD e\u0301",
      "\u201bA0 \u201b\u201b and \u201b",
      "\uff0f full width slash",
      "\u202edetrevni",
      "\ufffd replacement",
      "\u00a0no break");

  /** Names that are something else elsewhere. */
  List<String> TRAPS = List.of(
      "$(touch escaped-canary)",
      "; touch escaped-canary",
      "%2e%2e",
      "%2F",
      "%00",
      "C:escaped",
      "CON",
      "aux.txt",
      "COM1.log",
      "~$office.docx",
      "_vti_",
      "desktop.ini",
      "null",
      "*",
      "?",
      "x:stream");

  @ParameterizedTest
  @MethodSource("names")
  default void a_file_of_any_name_comes_back_or_is_refused(String name) throws IOException {
    Set<String> outside = store().outside();

    if (isTaken(name)) {
      assertThat(paths()).containsExactly(name);
      assertThat(bytes(name)).asString().isEqualTo("content");
      connector().delete(RelativePath.of(name));
    }

    assertThat(paths()).isEmpty();
    assertThat(store().outside()).isEqualTo(outside);
  }

  @ParameterizedTest
  @MethodSource("names")
  default void a_folder_of_any_name_comes_back_or_is_refused(String name) throws IOException {
    Set<String> outside = store().outside();
    String path = "a/" + name + "/b.txt";

    if (isTaken(path)) {
      assertThat(paths()).containsExactly(path);
      assertThat(bytes(path)).asString().isEqualTo("content");
    }

    assertThat(store().outside()).isEqualTo(outside);
  }

  @ParameterizedTest
  @MethodSource("names")
  default void a_file_moves_from_and_to_any_name(String name) throws IOException {
    assumePromise(Capability.MOVE);

    if (isTaken(name)) {
      connector().move(RelativePath.of(name), RelativePath.of("x/" + name));
      assertThat(paths()).containsExactly("x/" + name);
    }
  }

  /** Writes a file; answers whether it was taken, and fails on any refusal but INVALID_NAME. */
  private boolean isTaken(String path) throws IOException {
    try {
      put(path, "content");
      return true;
    } catch (ConnectorException e) {
      assertThat(e.kind()).as(e.toString()).isEqualTo(Kind.INVALID_NAME);
      return false;
    }
  }

  @Test
  default void no_name_is_ever_obeyed_by_a_shell() throws IOException {
    for (String name : List.of("$(touch escaped-canary)", "`touch escaped-canary`.txt")) {
      isTaken(name);
    }

    assertThat(Files.exists(Path.of("escaped-canary"))).isFalse();
    assertThat(paths()).doesNotContain("escaped-canary");
  }

  @Test
  default void composed_and_decomposed_letters_are_two_names() throws IOException {
    assumeNoPromise(Capability.CASE_INSENSITIVE);
    put("\u00e9.txt", "composed");
    put("e\u0301.txt", "decomposed");

    assertThat(paths()).containsExactlyInAnyOrder("\u00e9.txt", "e\u0301.txt");
    assertThat(bytes("\u00e9.txt")).asString().isEqualTo("composed");
  }

  @Test
  default void names_that_differ_in_case_are_two_files_unless_said_otherwise() throws IOException {
    put("Run.csv", "upper");
    put("run.csv", "lower");

    if (promises(Capability.CASE_INSENSITIVE)) {
      assertThat(paths()).hasSize(1);
    } else {
      assertThat(paths()).containsExactlyInAnyOrder("Run.csv", "run.csv");
      assertThat(bytes("Run.csv")).asString().isEqualTo("upper");
    }
  }

  @ParameterizedTest
  @MethodSource("longNames")
  default void a_name_of_any_length_comes_back_or_is_refused(String name) throws IOException {
    if (isTaken(name)) {
      assertThat(paths()).containsExactly(name);
    } else {
      assertThat(paths()).isEmpty();
    }
  }

  /** Around what file systems allow. */
  static Stream<String> longNames() {
    return Stream.of(
        "n".repeat(255),
        "n".repeat(256),
        "\u00e9".repeat(127),
        "\u00e9".repeat(128),
        "n".repeat(5_000),
        "deep/".repeat(100) + "file");
  }
}
