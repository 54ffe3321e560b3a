package org.oeleo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.spi.ConnectorException;

class NameCodingTest {
  private static final String Q = "\u201b";

  private final NameCoding coding = NameCoding.ofThisMachine();

  @ParameterizedTest
  @CsvSource({
    "61,a",
    "c3a9,\u00e9",
    "f09f9880,\ud83d\ude00",
    "ff,QFF",
    "80,Q80",
    "61ff62,aQFFb",
    "c3,QC3",
    "c341,QC3A",
    "e4b841,QE4QB8A",
    "eda080,QEDQA0Q80",
    "c0af,QC0QAF",
    "f09f98,QF0Q9FQ98",
    "efbfbd,\ufffd",
    "e2809b,Q",
    "e2809be2809b,QQQ",
    "e2809bff,QQQFF",
    "e2809b4646,QQFF",
    "e2809b3746,Q7F",
    "e2809b4147,QAG",
    "e2809b6666,Qff",
    "e2809b20,'Q '"
  })
  void bytes_read_as_text_and_text_as_the_same_bytes(String hex, String shown) {
    byte[] raw = HexFormat.of().parseHex(hex);
    String text = shown.replace("Q", Q);

    assertThat(NameCoding.textOf(raw)).isEqualTo(text);
    assertThat(NameCoding.bytesOf(text)).isEqualTo(raw);
  }

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
