package org.oeleo.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Records as names and values that JSON and log lines are made of: numbers, truth values, texts,
 * lists and further such maps. Names are those of the record's components; what is not there is
 * left out; times are in seconds.
 */
final class Fields {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
          "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
      .withZone(ZoneOffset.UTC);
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  private Fields() {}

  static Map<String, Object> of(Record something) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (RecordComponent component : something.getClass().getRecordComponents()) {
      value(read(something, component)).ifPresent(v -> fields.put(component.getName(), v));
    }
    return fields;
  }

  /** {@code FileFinished} is {@code file-finished}. */
  static String word(Class<?> type) {
    return HUMP.matcher(type.getSimpleName()).replaceAll("-").toLowerCase(Locale.ROOT);
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String time(Instant time) {
    return TIME.format(time);
  }

  private static Object read(Record something, RecordComponent component) {
    try {
      var accessor = component.getAccessor();
      // The record may be public in a class that is not.
      accessor.setAccessible(true);
      return accessor.invoke(something);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  private static Optional<Object> value(Object raw) {
    if (raw instanceof Optional<?> maybe) {
      return maybe.isPresent() ? value(maybe.get()) : Optional.empty();
    }
    return Optional.of(present(raw));
  }

  private static Object present(Object raw) {
    if (raw instanceof Number || raw instanceof Boolean || raw instanceof LocalDateTime) {
      return raw instanceof LocalDateTime time ? time.toString() : raw;
    }
    if (raw instanceof Enum<?> constant) {
      return word(constant);
    }
    if (raw instanceof Duration duration) {
      return duration.toMillis() / 1000.0;
    }
    if (raw instanceof Instant time) {
      return time(time);
    }
    if (raw instanceof Map<?, ?> map) {
      Map<String, Object> fields = new LinkedHashMap<>();
      map.forEach((k, v) -> fields.put((String) present(k), present(v)));
      return fields;
    }
    if (raw instanceof Collection<?> all) {
      return all.stream().map(Fields::present).toList();
    }
    boolean nested = raw instanceof Record && hasOwnFields(raw);
    return nested ? of((Record) raw) : raw.toString();
  }

  /** A record with a text form of its own, such as a checksum, is that text. */
  private static boolean hasOwnFields(Object raw) {
    return !(raw instanceof org.oeleo.spi.Checksum);
  }
}
