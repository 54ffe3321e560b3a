package org.oeleo.filter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.RelativePath;

/**
 * Which files exist for a worker. Immutable; safe for many threads as long as a predicate given to
 * {@link #matching} is. Every method that adds a condition returns a copy; a file must meet them
 * all. Conditions on names look at the base name, patterns at the path below the root.
 *
 * <p>Patterns are those of rsync and rclone: {@code *} any part of one name, {@code **} across
 * folders, {@code ?}, {@code [a-z]}, <code>{a,b}</code>, {@code \} before a character taken as it
 * is. A pattern without {@code /} is for the name in any folder, one with a {@code /} for the end
 * of the path, one that begins with {@code /} for the whole path, one that ends in {@code /} for a
 * folder and everything below. However made, a pattern costs no more than its length times that of
 * the path.
 */
public final class Filter {
  private final List<Rule> rules;
  private final Case letters;
  private final Optional<Dated> dated;

  private Filter(List<Rule> rules, Case letters, Optional<Dated> dated) {
    this.rules = List.copyOf(rules);
    this.letters = letters;
    this.dated = dated;
  }

  /** Every file. */
  public static Filter everything() {
    return new Filter(List.of(), Case.MATTERS, Optional.empty());
  }

  /**
   * As the settings say, see {@link FilterSettings}; dates are of the clock's zone.
   *
   * @throws SettingsException with everything that is wrong with them
   */
  public static Filter from(Settings settings, Clock clock) throws SettingsException {
    return new SettingsReader(settings, clock).filter();
  }

  /** Without regard to capital letters in all names and patterns added from here on. */
  public Filter ignoringCase() {
    return new Filter(rules, Case.IGNORED, dated);
  }

  /**
   * Only names with one of these ends: {@code .csv}, {@code csv}, or a pattern such as
   * {@code .[xt]*}. No ends at all, or an empty one: every name.
   *
   * @throws IllegalArgumentException if one is not a pattern
   */
  public Filter extensions(List<String> ends) {
    if (ends.isEmpty() || ends.contains("")) {
      return this;
    }
    List<Predicate<FileEntry>> choices =
        ends.stream().map(end -> naming(end, () -> extension(end))).toList();
    return with(
        file -> choices.stream().anyMatch(choice -> choice.test(file)),
        "does not end in " + or(ends));
  }

  private Predicate<FileEntry> extension(String end) {
    if (end.indexOf('/') >= 0) {
      throw new IllegalArgumentException("holds a / and so cannot be the end of a name");
    }
    if (end.chars().noneMatch(c -> "*?[{".indexOf(c) >= 0)) {
      String folded = letters.fold(end);
      return file -> letters.fold(file.path().name()).endsWith(folded);
    }
    Glob glob = Glob.of(end.startsWith("*") ? end : "*" + end, letters);
    return file -> glob.matches(file.path());
  }

  /**
   * Only what one of these patterns matches.
   *
   * @throws IllegalArgumentException naming the one that is not a pattern
   */
  public Filter include(List<String> patterns) {
    return patterns.isEmpty() ? this : with(new OnlyRule(globs(patterns)));
  }

  /**
   * Nothing that one of these patterns matches.
   *
   * @throws IllegalArgumentException naming the one that is not a pattern
   */
  public Filter exclude(List<String> patterns) {
    return with(new PatternRules(globs(patterns).stream()
        .map(glob -> new PatternRules.Choice(PatternRules.Verdict.EXCLUDE, glob))
        .toList()));
  }

  /**
   * What {@code + pattern} includes and {@code - pattern} excludes; the first that matches decides,
   * and what none matches is accepted.
   *
   * @throws IllegalArgumentException naming the one that is not such a rule
   */
  public Filter inOrder(List<String> patterns) {
    return with(new PatternRules(patterns.stream()
        .map(text -> naming(text, () -> PatternRules.Choice.of(text, letters)))
        .toList()));
  }

  /** Only names with one of these beginnings; no beginnings at all: every name. */
  public Filter startsWith(List<String> beginnings) {
    return beginnings.isEmpty()
        ? this
        : with(name(beginnings, String::startsWith), "does not start with " + or(beginnings));
  }

  /** Only names with one of these texts in them; no texts at all: every name. */
  public Filter contains(List<String> texts) {
    return texts.isEmpty()
        ? this
        : with(name(texts, String::contains), "does not contain " + or(texts));
  }

  /** No name with one of these texts in it. */
  public Filter notContains(List<String> texts) {
    return with(name(texts, String::contains).negate(), "contains " + or(texts));
  }

  private Predicate<FileEntry> name(List<String> texts, BiPredicate<String, String> test) {
    List<String> folded = texts.stream().map(letters::fold).toList();
    return file -> {
      String name = letters.fold(file.path().name());
      return folded.stream().anyMatch(text -> test.test(name, text));
    };
  }

  /** None of these names. */
  public Filter excluded(List<String> names) {
    return with(name(names, String::equals).negate(), "is excluded by its name");
  }

  /** Only what {@code accepted} says yes to. */
  public Filter matching(Predicate<FileEntry> accepted) {
    return with(accepted, "is refused by the program");
  }

  /** Only what was modified then or later. */
  public Filter notBefore(Instant earliest) {
    return with(file -> !file.modified().isBefore(earliest), "was modified before " + earliest);
  }

  /** Only what was modified then or earlier. */
  public Filter notAfter(Instant latest) {
    return with(file -> !file.modified().isAfter(latest), "was modified after " + latest);
  }

  /** Only what has at least so many bytes. */
  public Filter minSize(long bytes) {
    return with(file -> file.size() >= bytes, "is smaller than " + bytes + " bytes");
  }

  /** Only what has at most so many bytes. */
  public Filter maxSize(long bytes) {
    return with(file -> file.size() <= bytes, "is larger than " + bytes + " bytes");
  }

  /** Only what has not been modified for so long, by the clock at the time of the question. */
  public Filter minAge(Duration age, Clock clock) {
    return with(
        file -> !file.modified().isAfter(clock.instant().minus(age)),
        "was modified less than " + age + " ago");
  }

  /** Only what belongs to a day that is over. */
  public Filter dated(Dated days) {
    List<Rule> more = new ArrayList<>(rules);
    more.add(days);
    return new Filter(more, letters, Optional.of(days));
  }

  /** Nothing in this folder, nor the folder itself. */
  public Filter outside(RelativePath folder) {
    return with(new OutsideRule(folder));
  }

  /** Something that is left out although it may be meant, and why, for a person. */
  public record Doubt(String name, String why) {}

  /** Why nobody can say whether this file is for the worker, or the folder that it belongs to. */
  public Optional<Doubt> doubtOf(RelativePath file) {
    return dated.flatMap(days ->
        days.doubtOf(file).map(why -> new Doubt(days.folder(file).orElse(file).toString(), why)));
  }

  /** The same of a folder and all that is in it. */
  public Optional<Doubt> doubtOfFolder(RelativePath folder) {
    return dated.flatMap(days -> days.doubtOfFolder(folder)
        .map(why -> new Doubt(days.folder(folder).orElse(folder).toString(), why)));
  }

  /** How files belong to days, if they do. */
  public Optional<Dated> dated() {
    return dated;
  }

  /** Whether the file exists for the worker. */
  public boolean accepts(FileEntry file) {
    return rules.stream().allMatch(rule -> rule.whyNot(file).isEmpty());
  }

  /** Why the file does not exist for the worker: {@code does not end in .csv}; empty if it does. */
  public Optional<String> whyNot(FileEntry file) {
    return rules.stream().flatMap(rule -> rule.whyNot(file).stream()).findFirst();
  }

  /** Whether a file below {@code folder} could be accepted; if not, it need not be looked into. */
  public boolean enters(RelativePath folder) {
    return rules.stream().allMatch(rule -> rule.enters(folder));
  }

  private Filter with(Predicate<FileEntry> accepted, String reason) {
    Optional<String> no = Optional.of(reason);
    return with(file -> accepted.test(file) ? Optional.empty() : no);
  }

  private Filter with(Rule rule) {
    List<Rule> more = new ArrayList<>(rules);
    more.add(rule);
    return new Filter(more, letters, dated);
  }

  private List<Glob> globs(List<String> patterns) {
    return patterns.stream()
        .map(text -> naming(text, () -> Glob.of(text, letters)))
        .toList();
  }

  private static <T> T naming(String pattern, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "has the pattern '" + pattern + "', which " + e.getMessage(), e);
    }
  }

  private static String or(List<String> texts) {
    return String.join(" or ", texts);
  }
}
