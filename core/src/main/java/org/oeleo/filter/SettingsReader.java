package org.oeleo.filter;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oeleo.settings.Problem;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;

/** Makes a filter of settings. One thread, one filter. */
final class SettingsReader {
  /** Where the original app begins unless told otherwise. */
  private static final LocalDate FIRST_DAY = LocalDate.of(2023, 1, 1);

  private final Settings settings;
  private final Clock clock;

  SettingsReader(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  Filter filter() throws SettingsException {
    List<Problem> problems = new ArrayList<>(settings.problems(FilterSettings.all()));
    if (problems.isEmpty()) {
      firstDayProblem().ifPresent(problems::add);
      sizeProblem().ifPresent(problems::add);
      dateProblem().ifPresent(problems::add);
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    Filter filter = Filter.everything();
    return days(
        bounds(names(settings.get(FilterSettings.IGNORE_CASE) ? filter.ignoringCase() : filter)));
  }

  private Filter days(Filter filter) throws SettingsException {
    Optional<DatePattern> pattern = settings.find(FilterSettings.DATED);
    return pattern.isEmpty()
        ? filter
        : filter.dated(new Dated(
            pattern.get(),
            settings.get(FilterSettings.DATED_UNIT),
            settings.find(FilterSettings.DATED_ZONE).orElse(clock.getZone()),
            settings.get(FilterSettings.DATED_DELAY),
            clock));
  }

  private Optional<Problem> dateProblem() throws SettingsException {
    if (settings.isSet(FilterSettings.DATED)) {
      return Optional.empty();
    }
    for (Setting<?> setting :
        List.of(FilterSettings.DATED_UNIT, FilterSettings.DATED_ZONE, FilterSettings.DATED_DELAY)) {
      if (settings.isSet(setting)) {
        return Optional.of(new Problem(setting.variable(), "is of no use without OELEO_DATED"));
      }
    }
    return Optional.empty();
  }

  private Filter names(Filter filter) throws SettingsException {
    return filter
        .extensions(list(FilterSettings.EXTENSION))
        .startsWith(list(FilterSettings.STARTS_WITH))
        .contains(list(FilterSettings.CONTAINS))
        .notContains(list(FilterSettings.NOT_CONTAINS))
        .excluded(list(FilterSettings.EXCLUDED_NAMES))
        .inOrder(list(FilterSettings.ORDERED))
        .include(list(FilterSettings.INCLUDE))
        .exclude(list(FilterSettings.EXCLUDE));
  }

  private List<String> list(Setting<List<String>> setting) throws SettingsException {
    return settings.find(setting).orElse(List.of());
  }

  private Filter bounds(Filter filter) throws SettingsException {
    Filter bounded = filter;
    Optional<Instant> earliest = earliest();
    if (earliest.isPresent()) {
      bounded = bounded.notBefore(earliest.get());
    }
    Optional<LocalDateTime> latest = settings.find(FilterSettings.NOT_AFTER);
    if (latest.isPresent()) {
      // When clocks go back one local time is there twice; up to it means up to the second.
      bounded = bounded.notAfter(
          latest.get().atZone(clock.getZone()).withLaterOffsetAtOverlap().toInstant());
    }
    Optional<Long> least = settings.find(FilterSettings.MIN_SIZE);
    if (least.isPresent()) {
      bounded = bounded.minSize(least.get());
    }
    Optional<Long> most = settings.find(FilterSettings.MAX_SIZE);
    if (most.isPresent()) {
      bounded = bounded.maxSize(most.get());
    }
    Optional<Duration> age = settings.find(FilterSettings.MIN_AGE);
    return age.isPresent() ? bounded.minAge(age.get(), clock) : bounded;
  }

  private Optional<Instant> earliest() throws SettingsException {
    Optional<LocalDateTime> given = settings.find(FilterSettings.NOT_BEFORE);
    Optional<LocalDateTime> earliest =
        given.isPresent() ? given : firstDay().map(LocalDate::atStartOfDay);
    return earliest.map(moment -> moment.atZone(clock.getZone()).toInstant());
  }

  /** Empty unless one of the original app's three settings is set. */
  private Optional<LocalDate> firstDay() throws SettingsException {
    Optional<Integer> year = settings.find(FilterSettings.FROM_YEAR);
    Optional<Integer> month = settings.find(FilterSettings.FROM_MONTH);
    Optional<Integer> day = settings.find(FilterSettings.FROM_DAY);
    if (year.isEmpty() && month.isEmpty() && day.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(LocalDate.of(
        year.orElse(FIRST_DAY.getYear()),
        month.orElse(FIRST_DAY.getMonthValue()),
        day.orElse(FIRST_DAY.getDayOfMonth())));
  }

  private Optional<Problem> firstDayProblem() throws SettingsException {
    try {
      firstDay();
      return Optional.empty();
    } catch (DateTimeException e) {
      return Optional.of(new Problem(
          FilterSettings.FROM_YEAR.variable(),
          "with OA_FROM_MONTH and OA_FROM_DAY is no day that exists: " + e.getMessage()));
    }
  }

  private Optional<Problem> sizeProblem() throws SettingsException {
    Optional<Long> least = settings.find(FilterSettings.MIN_SIZE);
    Optional<Long> most = settings.find(FilterSettings.MAX_SIZE);
    return least.isPresent() && most.isPresent() && least.get() > most.get()
        ? Optional.of(new Problem(
            FilterSettings.MIN_SIZE.variable(),
            "is larger than OELEO_MAX_SIZE, so that no file would be taken"))
        : Optional.empty();
  }
}
