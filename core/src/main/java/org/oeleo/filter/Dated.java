package org.oeleo.filter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.RelativePath;

/**
 * Files that belong to a day, by their own name or by that of their folder, and are left alone
 * until the day is over. Immutable; safe for many threads.
 *
 * @param pattern what the names look like
 * @param unit what bears the name
 * @param zone where the day is: it ends when the next one begins there, however long it was
 * @param delay how long after its end files are still left alone
 * @param clock asked at each question whether it is time
 */
public record Dated(DatePattern pattern, Unit unit, ZoneId zone, Duration delay, Clock clock)
    implements Rule {
  /** What has the day in its name. */
  public enum Unit {
    /** Each file for itself. */
    FILE,
    /** A folder directly below the root, with everything in it. */
    FOLDER
  }

  /** The name by which programs tell each other to leave alone a folder that holds it. */
  public static final String MARKER = ".do-not-touch";

  /** Refuses a negative delay. */
  public Dated {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("negative delay: " + delay);
    }
  }

  /** The day that {@code path} belongs to; empty if that is not clear. */
  public Optional<LocalDate> day(RelativePath path) {
    return reading(path) instanceof DatePattern.Reading.OfDay known
        ? Optional.of(known.day())
        : Optional.empty();
  }

  /** The folder that goes as a whole, if files do so and {@code path} is in one or is one. */
  public Optional<RelativePath> folder(RelativePath path) {
    return unit == Unit.FOLDER ? Optional.of(top(path)) : Optional.empty();
  }

  /** Where the marker would be that keeps everybody's hands off {@code path}. */
  public RelativePath marker(RelativePath path) {
    return unit == Unit.FOLDER ? RelativePath.of(top(path) + "/" + MARKER) : path.sibling(MARKER);
  }

  /** Why nobody can say which day a file belongs to, though it looks as if it did to one. */
  public Optional<String> doubtOf(RelativePath file) {
    return unit == Unit.FOLDER && file.depth() == 1 ? Optional.empty() : doubt(file);
  }

  /** The same of a folder and all that is in it. */
  public Optional<String> doubtOfFolder(RelativePath folder) {
    return unit == Unit.FOLDER ? doubt(folder) : Optional.empty();
  }

  private Optional<String> doubt(RelativePath path) {
    return reading(path) instanceof DatePattern.Reading.Doubtful doubtful
        ? Optional.of(doubtful.why() + " (OELEO_DATED=" + pattern + ")")
        : Optional.empty();
  }

  @Override
  public Optional<String> whyNot(FileEntry file) {
    if (unit == Unit.FOLDER && file.path().depth() == 1) {
      return Optional.of("is in no folder of a day");
    }
    return whyNot(file.path());
  }

  @Override
  public boolean enters(RelativePath folder) {
    return unit == Unit.FILE || whyNot(folder).isEmpty();
  }

  private Optional<String> whyNot(RelativePath path) {
    DatePattern.Reading reading = reading(path);
    if (reading instanceof DatePattern.Reading.Undated) {
      return Optional.of("has no day in its name as " + pattern + " asks for");
    }
    if (reading instanceof DatePattern.Reading.Doubtful doubtful) {
      return Optional.of(doubtful.why());
    }
    LocalDate day = ((DatePattern.Reading.OfDay) reading).day();
    Instant due = end(day).plus(delay);
    return clock.instant().isBefore(due)
        ? Optional.of("is of " + day + " and waits until " + due.atZone(zone))
        : Optional.empty();
  }

  /** The first moment of the next day; midnight, but where clocks skip it. */
  private Instant end(LocalDate day) {
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }

  private DatePattern.Reading reading(RelativePath path) {
    return pattern.read(unit == Unit.FOLDER ? top(path).toString() : path.name());
  }

  private static RelativePath top(RelativePath path) {
    RelativePath top = path;
    for (Optional<RelativePath> above = top.parent(); above.isPresent(); above = top.parent()) {
      top = above.get();
    }
    return top;
  }
}
