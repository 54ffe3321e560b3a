package org.oeleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class JsonTest {
  private static final String STRING =
      "\"(?:[^\"\\\\\\p{Cntrl}]|\\\\(?:[\"\\\\/bfnrt]|u[0-9a-f]{4}))*\"";
  private static final Pattern ATOM =
      Pattern.compile(STRING + "|-?\\d+(?:\\.\\d+)?(?:E-?\\d+)?|true|false|null");

  /**
   * Takes JSON apart from the inside: atoms, then arrays and objects of atoms, until one is left.
   */
  static void isObject(String line) {
    String rest = ATOM.matcher(line).replaceAll("@");
    Pattern inner = Pattern.compile("\\{(?:@:@(?:,@:@)*)?}|\\[(?:@(?:,@)*)?]");
    for (String before = ""; !before.equals(rest) && !rest.equals("@"); ) {
      before = rest;
      rest = inner.matcher(rest).replaceAll("@");
    }
    assertThat(rest).as(line).isEqualTo("@");
    assertThat(line).startsWith("{");
  }

  @Test
  void it_is_written_as_the_standard_has_it() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("text", "a\"b\\c\n\u0007\u2028\ud83d\ude00\u00e9");
    object.put("number", 1.5);
    object.put("none", Double.NaN);
    object.put("list", List.of(1, true, Map.of()));
    String text = Json.of(object);
    assertThat(text)
        .isEqualTo("{\"text\":\"a\\\"b\\\\c\\n\\u0007\\u2028\\ud83d\\ude00\u00e9\",\"number\":1.5,"
            + "\"none\":null,\"list\":[1,true,{}]}");
    isObject(text);
  }

  @Test
  void a_table_cell_is_never_a_formula() {
    assertThat(Csv.line(List.of("=1", "+1", "-1", "@a", "\tx", "a=1", "")))
        .isEqualTo("'=1,'+1,'-1,'@a,'\tx,a=1,");
    assertThat(Csv.line(List.of("\rx", "a,b", "q\"q", "l\nl")))
        .isEqualTo("\"'\rx\",\"a,b\",\"q\"\"q\",\"l\nl\"");
  }
}
