package org.oeleo.cli;

import java.util.List;
import java.util.stream.Collectors;

/** Lines of a table (RFC 4180) that no spreadsheet takes for formulas. */
final class Csv {
  private static final String DANGEROUS = "=+-@\t\r";

  private Csv() {}

  /** One line without its end, which is CR LF. */
  static String line(List<String> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(","));
  }

  private static String cell(String raw) {
    // A name such as =cmd|'/c calc'!A0 would be run by whoever opens the table.
    boolean formula = !raw.isEmpty() && DANGEROUS.indexOf(raw.charAt(0)) >= 0;
    String text = formula ? "'" + raw : raw;
    boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
