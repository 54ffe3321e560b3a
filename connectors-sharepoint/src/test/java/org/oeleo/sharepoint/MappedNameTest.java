package org.oeleo.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.spi.RelativePath;

/** Names that SharePoint does not take and how they are kept. */
class MappedNameTest {
  /** Of what matters more than its share, and of all else a little. */
  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> tricky = Arbitraries.of(
        "\u201b",
        "\u201b",
        ":",
        "?",
        "\\",
        "\"",
        "*",
        "<",
        ">",
        "|",
        " ",
        ".",
        "~$",
        "_vti_",
        "_VTI_",
        "_vt\u0131_",
        "CON",
        "com1",
        ".lock",
        "desktop.ini",
        "de\u017fktop.ini",
        "3A",
        "3a",
        "20",
        "7F",
        "\u007f",
        "\u0001",
        "\n",
        "a",
        "Z",
        "0",
        "F",
        "\u00e9",
        "\ud83e\uddea");
    Arbitrary<String> any = Arbitraries.strings().all().ofLength(1);
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(9, tricky), net.jqwik.api.Tuple.of(1, any))
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(parts -> String.join("", parts))
        .filter(name -> !name.contains("/") && RelativePath.ifValid(name).isPresent());
  }

  @Property(tries = 3000)
  void what_is_kept_is_always_taken(@ForAll("names") String name) {
    assertThat(NameRules.flaw(MappedName.toStore(name))).isEmpty();
  }

  @Property(tries = 3000)
  void what_is_kept_is_read_back_as_it_was(@ForAll("names") String name) {
    assertThat(MappedName.fromStore(MappedName.toStore(name))).contains(name);
  }

  @Property(tries = 3000)
  void a_name_that_is_taken_and_has_no_mark_stays_as_it_is(@ForAll("names") String name) {
    if (NameRules.flaw(name).isEmpty() && name.indexOf('\u201b') < 0) {
      assertThat(MappedName.toStore(name)).isEqualTo(name);
    }
  }

  @Property(tries = 3000)
  void what_somebody_else_named_is_ours_only_if_we_would_have_named_it_so(
      @ForAll("names") String kept) {
    Optional<String> name = MappedName.fromStore(kept);

    name.ifPresent(read -> assertThat(MappedName.toStore(read)).isEqualTo(kept));
  }

  @Property(tries = 300)
  void different_names_stay_different(@ForAll("sets") Set<String> names) {
    Set<String> kept = names.stream().map(MappedName::toStore).collect(Collectors.toSet());

    assertThat(kept).hasSameSizeAs(names);
  }

  @Provide
  Arbitrary<Set<String>> sets() {
    return names().set().ofMaxSize(30);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "a:b, a\u201b3Ab",
        "a\u201b3Ab, a\u201b\u201b3Ab",
        "a\u201bb, a\u201bb",
        "` a `, \u201b20a\u201b20",
        "a., a\u201b2E",
        "a.., a.\u201b2E",
        "CON, \u201b43ON",
        "~$a.docx, \u201b7E$a.docx",
        "a_vti_b, \u201b61\u201b5Fvti_b",
        "\u201b:, \u201b\u201b\u201b3A",
        "\\, \u201b5C",
        "con.txt, con.txt"
      })
  void names_are_kept_like_this(String name, String kept) {
    assertThat(MappedName.toStore(name)).isEqualTo(kept);
    assertThat(MappedName.fromStore(kept)).contains(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u201b41", "a\u201b20b", "\u201b\u201bx", "\u201b3A\u201b3A."})
  void a_name_that_is_no_image_of_ours_is_not_read(String kept) {
    assertThat(MappedName.fromStore(kept)).isEmpty();
  }
}
