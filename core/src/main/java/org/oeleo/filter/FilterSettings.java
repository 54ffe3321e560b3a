package org.oeleo.filter;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.oeleo.settings.Setting;

/** The settings of a {@link Filter}. A file must meet all that are set. */
public final class FilterSettings {
  /** The ends of names. */
  public static final Setting<List<String>> EXTENSION = Setting.list(
          "FILTER_EXTENSION",
          "Only names that end so: .csv, or csv, or a pattern such as .[xt]*; unset or empty is"
              + " every name.")
      .checkedBy(Filter.everything()::extensions)
      .example(".csv");

  /** Whether capital letters matter. */
  public static final Setting<Boolean> IGNORE_CASE = Setting.yesNo(
          "FILTER_IGNORE_CASE",
          "Whether A and a are the same letter in everything that filters by name.")
      .orElse(false);

  /** Patterns in order. */
  public static final Setting<List<String>> ORDERED = Setting.list(
          "FILTER",
          "Patterns to include (+) or exclude (-) by, in order; the first that matches decides,"
              + " and what none matches is taken. * is any part of a name, ** goes across"
              + " folders, ? is one character, [a-z] one of a set, {a,b} one or the other; a"
              + " pattern without / is for names in any folder, one that begins with / for the"
              + " path from the top, one that ends in / for a whole folder.")
      .checkedBy(Filter.everything()::inOrder)
      .example("+ /2024/**; - *.tmp; - cache/");

  /** Patterns of which one must match. */
  public static final Setting<List<String>> INCLUDE = Setting.list(
          "INCLUDE", "Only what matches one of these patterns, written as in OELEO_FILTER.")
      .checkedBy(Filter.everything()::include)
      .example("*.csv; /raw/**");

  /** Patterns of which none must match. */
  public static final Setting<List<String>> EXCLUDE = Setting.list(
          "EXCLUDE", "Nothing that matches one of these patterns, written as in OELEO_FILTER.")
      .checkedBy(Filter.everything()::exclude)
      .example("*.tmp; cache/");

  /** The beginnings of names. */
  public static final Setting<List<String>> STARTS_WITH = Setting.list(
          "STARTS_WITH", "Only names that start with one of these.")
      .alias("OA_STARTS_WITH");

  /** What names must contain. */
  public static final Setting<List<String>> CONTAINS =
      Setting.list("CONTAINS", "Only names with one of these in them.");

  /** What names must not contain. */
  public static final Setting<List<String>> NOT_CONTAINS =
      Setting.list("NOT_CONTAINS", "No name with one of these in it.");

  /** Names to leave out. */
  public static final Setting<List<String>> EXCLUDED_NAMES =
      Setting.list("EXCLUDED_NAMES", "None of these names, in any folder.");

  /** The earliest time. */
  public static final Setting<LocalDateTime> NOT_BEFORE = Setting.of(
          "NOT_BEFORE",
          "Only what was modified then or later, in local time; a date means its first moment."
              + " Goes before OA_FROM_YEAR.",
          Dates.RULE,
          Dates::first)
      .example("2024-01-31");

  /** The latest time. */
  public static final Setting<LocalDateTime> NOT_AFTER = Setting.of(
          "NOT_AFTER",
          "Only what was modified then or earlier, in local time; a date means its last moment.",
          Dates.RULE,
          Dates::last)
      .example("2024-12-31T18:00");

  /** The original app's earliest year. */
  public static final Setting<Integer> FROM_YEAR = Setting.integer(
      "OA_FROM_YEAR",
      "Year of the first day to take files of; as soon as one of OA_FROM_YEAR, OA_FROM_MONTH and"
          + " OA_FROM_DAY is set, the others are 2023, 1 and 1 if unset.",
      1,
      9999);

  /** The original app's earliest month. */
  public static final Setting<Integer> FROM_MONTH =
      Setting.integer("OA_FROM_MONTH", "Month of that day.", 1, 12);

  /** The original app's earliest day. */
  public static final Setting<Integer> FROM_DAY =
      Setting.integer("OA_FROM_DAY", "That day in its month.", 1, 31);

  /** The least size. */
  public static final Setting<Long> MIN_SIZE =
      Setting.size("MIN_SIZE", "Only files of at least this size.");

  /** The greatest size. */
  public static final Setting<Long> MAX_SIZE =
      Setting.size("MAX_SIZE", "Only files of at most this size.");

  /** The least age. */
  public static final Setting<Duration> MIN_AGE =
      Setting.duration("MIN_AGE", "Only files that have not been modified for this long.");

  /** What names of files or folders with a day in them look like. */
  public static final Setting<DatePattern> DATED = Setting.of(
          "DATED",
          "Only files of a day that is over: what their names, or those of their folders, look like."
              + " %Y is the year in four digits (%y: two), %m the month, %d the day; * is any"
              + " characters, ? one. A text that begins with ^ and ends with $ is a regular"
              + " expression. Names that can be read as two days, or as none, are left out and"
              + " reported; so is what is in a folder together with a file .do-not-touch.",
          DatePattern.RULE,
          DatePattern::parse)
      .example("%Y%m%d*");

  /** What bears the name. */
  public static final Setting<Dated.Unit> DATED_UNIT = Setting.choice(
          "DATED_UNIT",
          "What has the day in its name. file: each file; folder: a folder directly below"
              + " OELEO_BASE_DIR_FROM, which goes with everything in it.",
          Dated.Unit.class)
      .orElse(Dated.Unit.FILE);

  /** Where the day is. */
  public static final Setting<ZoneId> DATED_ZONE = Setting.of(
          "DATED_ZONE",
          "Time zone in which the days are; that of this machine if not set.",
          "a time zone such as Europe/Oslo or UTC",
          FilterSettings::zone)
      .example("Europe/Oslo");

  /** How long after the day. */
  public static final Setting<Duration> DATED_DELAY = Setting.duration(
          "DATED_DELAY", "How long after the end of their day files are still left alone.")
      .orElse(Duration.ofHours(1));

  private FilterSettings() {}

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("is none that Java knows", e);
    }
  }

  /** All of them, in the order to show them in. */
  public static List<Setting<?>> all() {
    return List.of(
        EXTENSION,
        IGNORE_CASE,
        ORDERED,
        INCLUDE,
        EXCLUDE,
        STARTS_WITH,
        CONTAINS,
        NOT_CONTAINS,
        EXCLUDED_NAMES,
        NOT_BEFORE,
        NOT_AFTER,
        FROM_YEAR,
        FROM_MONTH,
        FROM_DAY,
        MIN_SIZE,
        MAX_SIZE,
        MIN_AGE,
        DATED,
        DATED_UNIT,
        DATED_ZONE,
        DATED_DELAY);
  }
}
