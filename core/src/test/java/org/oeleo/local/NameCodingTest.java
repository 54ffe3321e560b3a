package org.oeleo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.spi.ConnectorException;

class NameCodingTest {
  private static final String Q = "\u201b";

  private final NameCoding coding = NameCoding.ofThisMachine();

  @ParameterizedTest
  @ValueSource(strings = {"QQx", "QC3QA9", "QQ", "QFFQQ7F", "aQQQQb"})
  void a_text_that_stands_for_no_name_is_refused(String shown) {
    String text = shown.replace("Q", Q);

    assertThatThrownBy(() -> coding.encode(text)).isInstanceOf(ConnectorException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "\u00e9", "\ud83d\ude00", "a\nb", "a%41", "Q", "QFF", "aQFFb", "Q7", "QQQFF"})
  void a_name_of_the_file_system_reads_back(String shown) throws Exception {
    String text = shown.replace("Q", Q);

    assertThat(coding.decode(coding.encode(text))).isEqualTo(text);
  }
}
