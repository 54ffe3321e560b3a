package org.oeleo.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.oeleo.Sampled;

/** What holds for every path and for every text that is none. */
@Sampled
class RelativePathPropertiesTest {
  private static final List<String> PIECES = List.of(
      "a",
      "b",
      "\u00e9",
      "\u4e16",
      "\ud83d\ude00",
      "\ud83d",
      "\ude00",
      "\0",
      "\n",
      " ",
      "\\",
      "'",
      "..",
      ".",
      "/",
      "/",
      "/",
      "c:",
      "~");

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(PIECES).list().ofMaxSize(8).map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<RelativePath> paths() {
    return texts().filter(RelativePathPropertiesTest::isPath).map(RelativePath::of);
  }

  /** The definition, word by word. */
  private static boolean isPath(String text) {
    return Arrays.stream(text.split("/", -1))
            .noneMatch(s -> s.isEmpty() || s.equals(".") || s.equals(".."))
        && text.indexOf('\0') < 0
        && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  @Property(tries = 10_000)
  void a_text_is_a_path_exactly_if_it_is_one_by_definition(@ForAll("texts") String text)
      throws Exception {
    boolean isPath = isPath(text);
    Statistics.collect(isPath);
    if (isPath) {
      assertThat(RelativePath.parse(text)).hasToString(text).isEqualTo(RelativePath.of(text));
    } else {
      assertThatThrownBy(() -> RelativePath.of(text)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> RelativePath.parse(text))
          .isInstanceOfSatisfying(
              ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID_NAME))
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\0", "\n"));
    }
  }

  @Property
  void a_path_never_leads_out_of_its_root(@ForAll("paths") RelativePath path) {
    Deque<String> at = new ArrayDeque<>();
    for (String segment : path.toString().split("/", -1)) {
      if (segment.equals("..")) {
        at.pop();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        at.push(segment);
      }
      assertThat(at).isNotEmpty();
    }
    assertThat(at).hasSize(path.depth());
    assertThat(path.toString()).doesNotStartWith("/");
  }

  @Property
  void parent_and_name_make_the_path_again(@ForAll("paths") RelativePath path) throws Exception {
    Optional<RelativePath> parent = path.parent();

    if (parent.isPresent()) {
      assertThat(parent.get().child(path.name())).isEqualTo(path);
      assertThat(parent.get().depth()).isEqualTo(path.depth() - 1);
    } else {
      assertThat(path).hasToString(path.name());
    }
    assertThat(path.sibling(path.name())).isEqualTo(path);
    assertThat(path.name()).doesNotContain("/").isNotEmpty();
  }

  @Property
  void a_child_is_in_its_folder_or_is_refused(
      @ForAll("paths") RelativePath folder, @ForAll("texts") String name) throws Exception {
    if (isPath(name) && name.indexOf('/') < 0) {
      assertThat(folder.child(name).parent()).contains(folder);
      assertThat(folder.child(name).name()).isEqualTo(name);
      assertThat(folder.sibling(name).parent()).isEqualTo(folder.parent());
    } else {
      assertThatThrownBy(() -> folder.child(name)).isInstanceOf(ConnectorException.class);
    }
  }

  @Property
  void paths_are_equal_and_ordered_as_their_texts(
      @ForAll("paths") RelativePath one, @ForAll("paths") RelativePath other) {
    int order = Integer.signum(one.toString().compareTo(other.toString()));

    assertThat(Integer.signum(one.compareTo(other))).isEqualTo(order);
    assertThat(Integer.signum(other.compareTo(one))).isEqualTo(-order);
    assertThat(one.equals(other)).isEqualTo(order == 0);
    assertThat(RelativePath.of(one.toString())).isEqualTo(one).hasSameHashCodeAs(one);
  }

  @Property
  void what_is_printed_is_one_line_and_keeps_what_can_be_seen(@ForAll String text) {
    String printed = Printable.name(text);

    assertThat(printed.codePoints()).noneMatch(RelativePathPropertiesTest::isHidden);
    if (text.codePoints().noneMatch(RelativePathPropertiesTest::isHidden)) {
      assertThat(printed).isEqualTo(text);
    }
  }

  private static boolean isHidden(int point) {
    return List.of(
            (int) Character.CONTROL,
            (int) Character.FORMAT,
            (int) Character.SURROGATE,
            (int) Character.LINE_SEPARATOR,
            (int) Character.PARAGRAPH_SEPARATOR)
        .contains(Character.getType(point));
  }
}
