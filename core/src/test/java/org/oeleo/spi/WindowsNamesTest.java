package org.oeleo.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\\b",
        "C:x",
        "x:stream",
        "a*",
        "a?",
        "a\"b",
        "a<b",
        "a>b",
        "a|b",
        "a\nb",
        "\u0001",
        "a.",
        "a ",
        "...",
        "CON",
        "con",
        "Con.txt",
        "aux.tar.gz",
        "NUL .txt",
        "PRN",
        "COM1",
        "lpt9.log",
        "com\u00b9",
        "CONIN$",
        "conout$"
      })
  void a_name_windows_cannot_hold_has_a_flaw(String name) {
    assertThat(WindowsNames.flaw(name)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        " a",
        ".a",
        "a.b",
        "CONSOLE",
        "COM0",
        "COM10",
        "LPT",
        "auxiliary.txt",
        "nul_",
        "a'b",
        "gr\u00f8nn",
        "\ud83d\ude00",
        "a%b#c&d",
        "$x",
        "~$office.docx"
      })
  void any_other_name_has_none(String name) {
    assertThat(WindowsNames.flaw(name)).isEmpty();
  }
}
