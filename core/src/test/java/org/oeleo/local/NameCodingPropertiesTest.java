package org.oeleo.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.oeleo.Mutations;
import org.oeleo.Sampled;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;

/** What holds for every name and every root. */
@Sampled
class NameCodingPropertiesTest {
  private final NameCoding coding = NameCoding.ofThisMachine();

  @Property(tries = 3_000)
  void any_text_is_the_name_of_one_file_or_is_refused(@ForAll("texts") String text) {
    try {
      Path name = coding.encode(text);
      assertThat(name.getNameCount()).isOne();
      assertThat(coding.decode(name)).isEqualTo(text);
    } catch (ConnectorException e) {
      assertThat(e.kind()).isEqualTo(Kind.INVALID_NAME);
      assertThat(e.getMessage()).doesNotContain("\n");
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Mutations.of(List.of("run_01.csv", "\u00e5 b", "a%41", "\u201bFFx", "\ufffd", "a:b"))
        .filter(NameCodingPropertiesTest::isOneName);
  }

  private static boolean isOneName(String text) {
    try {
      return RelativePath.parse(text).depth() == 1;
    } catch (ConnectorException e) {
      return false;
    }
  }

  @Property(tries = 3_000)
  void any_root_is_an_absolute_path_or_is_refused(@ForAll("roots") String text) {
    try {
      assertThat(RootPath.parse(text)).isAbsolute();
    } catch (ConnectorException e) {
      assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(e.getMessage()).doesNotContain("\n", "\0").endsWith("is not the path of a folder");
    }
  }

  @Provide
  Arbitrary<String> roots() {
    return Mutations.of(List.of(
        "/srv/lab",
        "file:///data/my runs",
        "local:/x/../y",
        "~/data",
        "data",
        "file:/a%20b",
        "file://host/share",
        "local:///%FF",
        "//host/share",
        "C:\\data",
        "sftp://u:p@h/x"));
  }
}
