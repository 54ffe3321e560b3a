package org.oeleo;

import java.time.LocalDate;
import java.util.List;
import org.oeleo.spi.RelativePath;

/**
 * A folder below the root of the source, perhaps another one each day, month or year:
 * {@code archive/%Y-%m}. Its first segment is fixed, and nothing in that is taken for a file of the
 * source. Immutable.
 */
public final class ArchiveFolder {
  private static final List<String> PARTS = List.of("%Y", "%m", "%d");

  private final RelativePath pattern;

  private ArchiveFolder(RelativePath pattern) {
    this.pattern = pattern;
  }

  /**
   * A folder, in which {@code %Y}, {@code %m} and {@code %d} stand for the year, month and day on
   * which a file was last modified.
   *
   * @throws IllegalArgumentException if it is no path below the root, or its first segment is not
   *     fixed
   */
  public static ArchiveFolder parse(String text) {
    RelativePath path = RelativePath.of(text.endsWith("/") ? text.replaceAll("/+$", "") : text);
    ArchiveFolder folder = new ArchiveFolder(path);
    if (folder.top().toString().contains("%")) {
      throw new IllegalArgumentException(
          "must begin with a folder that is always the same, such as archive/" + text);
    }
    String rest = text;
    for (String part : PARTS) {
      rest = rest.replace(part, "");
    }
    if (rest.contains("%")) {
      throw new IllegalArgumentException("has a % that is none of %Y, %m and %d");
    }
    return folder;
  }

  /** The part that is always the same. */
  public RelativePath top() {
    return RelativePath.of(pattern.toString().split("/", 2)[0]);
  }

  /** Where a file of this day goes. */
  public RelativePath on(RelativePath file, LocalDate day) {
    List<String> values = List.of(
        "%04d".formatted(day.getYear()),
        "%02d".formatted(day.getMonthValue()),
        "%02d".formatted(day.getDayOfMonth()));
    String folder = pattern.toString();
    for (String part : PARTS) {
      folder = folder.replace(part, values.get(PARTS.indexOf(part)));
    }
    return RelativePath.of(folder + "/" + file);
  }

  /** As it was written. */
  @Override
  public String toString() {
    return pattern.toString();
  }
}
