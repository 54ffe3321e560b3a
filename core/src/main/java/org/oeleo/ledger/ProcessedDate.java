package org.oeleo.ledger;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** The column {@code processed_date}: local time without zone, as the original oeleo writes it. */
final class ProcessedDate {
  /** Shown for a date nobody can read: plainly wrong, and older than every real one. */
  static final LocalDateTime UNKNOWN = LocalDate.EPOCH.atStartOfDay();

  private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern(
          "uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
      .withResolverStyle(ResolverStyle.STRICT);

  private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
      .appendPattern("uuuu-MM-dd[['T'][' ']HH:mm[:ss]]")
      .optionalStart()
      .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
      .optionalEnd()
      .appendPattern("[XXX][XX][X]")
      .toFormatter(Locale.ROOT)
      .withResolverStyle(ResolverStyle.STRICT);

  private ProcessedDate() {}

  /** To the microsecond, which is all the original can read. */
  static String write(LocalDateTime time) {
    return TimeText.writeMicros(time).orElseGet(() -> WRITTEN.format(time));
  }

  /**
   * What the original writes, and what other programs may have: fraction of any length or none,
   * date only, {@code T}, a zone (then converted to local time). Empty if it is nothing of this.
   */
  static Optional<LocalDateTime> read(String text) {
    Optional<LocalDateTime> usual = TimeText.local(text);
    return usual.isPresent() ? usual : readForeign(text);
  }

  private static Optional<LocalDateTime> readForeign(String text) {
    try {
      TemporalAccessor parsed =
          READ.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      if (parsed instanceof OffsetDateTime zoned) {
        return Optional.of(zoned.atZoneSameInstant(ZoneId.systemDefault()).toLocalDateTime());
      }
      return Optional.of(
          parsed instanceof LocalDateTime time ? time : LocalDate.from(parsed).atStartOfDay());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
