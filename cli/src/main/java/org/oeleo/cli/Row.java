package org.oeleo.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.oeleo.filter.Filter;
import org.oeleo.spi.Code;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.Printable;
import org.oeleo.spi.Proof;
import org.oeleo.spi.RelativePath;

/** A row of the ledger as a person sees it. */
final class Row {
  private Row() {}

  /** One word on it. */
  static String state(LedgerEntry entry) {
    if (entry.code() == Code.LOCKED) {
      return "locked";
    }
    if (entry.failure().isPresent()) {
      return "failed";
    }
    if (entry.code() == Code.COPY) {
      return "forced";
    }
    return entry.proof().map(proof -> word(proof.method())).orElse("known");
  }

  /** For programs, the same wherever a row is printed: the code is the number in the ledger. */
  static Map<String, Object> fields(LedgerEntry entry) {
    Map<String, Object> fields = Fields.of(entry);
    fields.put("state", state(entry));
    fields.put("code", entry.code().number());
    return fields;
  }

  private static String word(Proof.Method method) {
    return switch (method) {
      case SIZE, HASH, RECEIVED, REREAD, ACCEPTED -> "copied";
      case ALTERED -> "altered";
      case ADOPTED -> "adopted";
      case MARKED -> "marked";
      case INHERITED -> "known";
    };
  }

  /** All on one line. */
  static String line(LedgerEntry entry) {
    String why = entry
        .failure()
        .map(f -> "  " + Printable.name(f.reason()) + " (" + runs(f.runs()) + ")")
        .orElse("");
    return String.format("%-8s %s  %s", state(entry), date(entry), Printable.name(entry.path()))
        + why;
  }

  private static String runs(int runs) {
    return runs == 1 ? "1 run" : runs + " runs";
  }

  private static String date(LedgerEntry entry) {
    String text = entry.processed().toString().replace('T', ' ');
    return text.length() > 19 ? text.substring(0, 19) : text;
  }

  /** Which paths a pattern means. */
  static Predicate<RelativePath> matching(String pattern) throws RefusedException {
    try {
      Filter filter = Filter.everything().include(List.of(pattern));
      return path -> filter.accepts(FileEntry.of(path, 0, Instant.EPOCH));
    } catch (IllegalArgumentException e) {
      throw RefusedException.ofArgument("PATTERN " + e.getMessage(), e);
    }
  }
}
