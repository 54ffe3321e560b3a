package org.oeleo.sharepoint.service;

import java.util.List;

/** How a session says what it still wants. */
public enum Ranges {
  /** "N-". */
  OPEN {
    @Override
    List<String> missing(long from, long total) {
      return List.of(from + "-");
    }
  },
  /** "N-M", once the size is known. */
  CLOSED {
    @Override
    List<String> missing(long from, long total) {
      return total < 0 ? OPEN.missing(from, total) : List.of(from + "-" + (total - 1));
    }
  },
  /** "N-M" and "M+1-", once the size is known. */
  SEVERAL {
    @Override
    List<String> missing(long from, long total) {
      long middle = (from + total) / 2;
      return total - from < 2
          ? OPEN.missing(from, total)
          : List.of(from + "-" + (middle - 1), middle + "-" + (total - 1));
    }
  };

  abstract List<String> missing(long from, long total);
}
