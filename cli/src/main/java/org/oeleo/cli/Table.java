package org.oeleo.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of names and values on their way into a file. One thread. */
sealed interface Table {
  /** The columns of the ledger's rows; those with a dot are of a part of it. */
  List<String> ROWS = List.of(
      "path",
      "state",
      "code",
      "processed",
      "externalName",
      "checksum",
      "local.size",
      "local.modified",
      "external.size",
      "external.modified",
      "proof.method",
      "proof.at",
      "failure.runs",
      "failure.kind",
      "failure.reason",
      "failure.at",
      "genuine");

  /** The columns of the history. */
  List<String> HISTORY = List.of(
      "path",
      "externalName",
      "size",
      "modified",
      "checksum",
      "proof.method",
      "proof.at",
      "started",
      "took",
      "attempts");

  /** What comes first. */
  void begin(List<String> columns);

  /** One row. */
  void row(Map<String, Object> fields);

  /** What comes last. */
  void end();

  /** With a line of column names. */
  final class OfCsv implements Table {
    private static final String END = "\r\n";

    private final PrintWriter out;
    private List<String> columns = List.of();

    OfCsv(PrintWriter out) {
      this.out = out;
    }

    @Override
    public void begin(List<String> names) {
      columns = names;
      out.print(Csv.line(names) + END);
    }

    @Override
    public void row(Map<String, Object> fields) {
      Map<String, Object> flat = new LinkedHashMap<>();
      flatten("", fields, flat);
      out.print(Csv.line(
              columns.stream().map(c -> flat.getOrDefault(c, "").toString()).toList())
          + END);
    }

    private static void flatten(String prefix, Map<?, ?> fields, Map<String, Object> flat) {
      fields.forEach((name, value) -> {
        if (value instanceof Map<?, ?> nested) {
          flatten(prefix + name + ".", nested, flat);
        } else {
          flat.put(prefix + name, value);
        }
      });
    }

    @Override
    public void end() {
      // A table needs no end.
    }
  }

  /** An array with one object on each line. */
  final class OfJson implements Table {
    private final PrintWriter out;
    private String before = "";

    OfJson(PrintWriter out) {
      this.out = out;
    }

    @Override
    public void begin(List<String> columns) {
      out.print("[");
    }

    @Override
    public void row(Map<String, Object> fields) {
      out.print(before + "\n" + Json.of(fields));
      before = ",";
    }

    @Override
    public void end() {
      out.print("\n]\n");
    }
  }
}
