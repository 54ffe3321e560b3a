package org.oeleo.event;

import java.util.EnumMap;
import java.util.Map;

/**
 * The counts of a pass. Immutable.
 *
 * @param files how many files there were, by outcome; outcomes without a file are left out
 * @param bytesCopied the sizes of the files copied
 * @param bytesSent what was really read and sent, resumed parts not counted, retries counted
 * @param leftOut what was listed but is no file to be moved: links, devices, impossible names
 * @param filtered how many files the filter refused
 * @param foldersNotEntered how many folders were not looked into because sub-folders are off
 */
public record Totals(
    Map<Outcome, Long> files,
    long bytesCopied,
    long bytesSent,
    long leftOut,
    long filtered,
    long foldersNotEntered) {
  /** Copies the map. */
  public Totals {
    EnumMap<Outcome, Long> copy = new EnumMap<>(Outcome.class);
    copy.putAll(files);
    files = java.util.Collections.unmodifiableMap(copy);
  }

  /** Files of this outcome. */
  public long of(Outcome outcome) {
    return files.getOrDefault(outcome, 0L);
  }

  /** Files of this weight. */
  public long of(Outcome.Weight weight) {
    return files.entrySet().stream()
        .filter(e -> e.getKey().weight() == weight)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** All files that passed the filter. */
  public long considered() {
    return files.entrySet().stream()
        .filter(e -> !e.getKey().isAfterwards())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
