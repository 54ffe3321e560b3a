package org.oeleo.cli.synclink;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.oeleo.spi.Printable;

/**
 * A table of the file. What is asked for is known; {@link #finish} tells of the rest. One thread.
 */
final class Section {
  private static final Set<String> YES = Set.of("true", "yes", "on");
  private static final Set<String> NO = Set.of("false", "no", "off");

  private final String place;
  private final Yaml.Table table;
  private final Findings findings;
  private final Set<String> known = new HashSet<>();

  Section(String place, Yaml.Table table, Findings findings) {
    this.place = place;
    this.table = table;
    this.findings = findings;
  }

  int line() {
    return table.line();
  }

  private int line(String key) {
    Yaml value = table.entries().get(key);
    return value == null ? line() : value.line();
  }

  private String at(String key) {
    String name = Printable.name(key);
    return place.isEmpty() ? name : place + "." + name;
  }

  boolean has(String key) {
    known.add(key);
    return table.entries().containsKey(key);
  }

  /** What is given there; empty if nothing is. */
  private Optional<Yaml> find(String key) {
    known.add(key);
    return Optional.ofNullable(table.entries().get(key))
        .filter(value -> !(value instanceof Yaml.Text text && text.isNothing()));
  }

  Optional<String> text(String key) {
    Optional<Yaml> value = find(key);
    if (value.isPresent() && !(value.get() instanceof Yaml.Text)) {
      problem(key, "is " + value.get().kind() + ", but must be a single value");
    }
    return value.filter(Yaml.Text.class::isInstance).map(v -> ((Yaml.Text) v).value());
  }

  /** Empty, and told, if it is missing. */
  Optional<String> required(String key) {
    if (find(key).isEmpty()) {
      problem(key, "is missing or empty");
      return Optional.empty();
    }
    return text(key);
  }

  /** A whole number, 0 or more. */
  Optional<Long> number(String key) {
    Optional<String> text = text(key);
    Optional<Long> number =
        text.filter(t -> t.matches("\\d{1,15}")).map(t -> new BigInteger(t).longValue());
    if (text.isPresent() && number.isEmpty()) {
      problem(key, "must be a whole number");
    }
    return number;
  }

  boolean yesNo(String key, boolean fallback) {
    Optional<String> text = text(key).map(t -> t.toLowerCase(Locale.ROOT));
    if (text.isPresent() && !YES.contains(text.get()) && !NO.contains(text.get())) {
      problem(key, "must be true or false");
    }
    return text.map(YES::contains).orElse(fallback);
  }

  /** Several values, or one; none of them is empty. */
  List<String> texts(String key) {
    Optional<Yaml> value = find(key);
    if (value.isPresent() && value.get() instanceof Yaml.Items items) {
      List<String> texts = items.values().stream()
          .filter(item -> item instanceof Yaml.Text text && !text.isNothing())
          .map(item -> ((Yaml.Text) item).value())
          .toList();
      if (texts.size() < items.values().size()) {
        problem(key, "must be a list of single values");
      }
      return texts;
    }
    return text(key).stream().toList();
  }

  Optional<Section> section(String key) {
    Optional<Yaml> value = find(key);
    if (value.isPresent() && !(value.get() instanceof Yaml.Table)) {
      problem(key, "is " + value.get().kind() + ", but must be a table of names and values");
    }
    return value
        .filter(Yaml.Table.class::isInstance)
        .map(v -> new Section(at(key), (Yaml.Table) v, findings));
  }

  /** The tables in the table of that name, by their names. */
  Map<String, Section> sections(String key) {
    Map<String, Section> sections = new LinkedHashMap<>();
    section(key).ifPresent(all -> {
      for (String name : all.table.entries().keySet()) {
        if (all.find(name).isEmpty()) {
          all.problem(name, "is empty");
        }
        all.section(name).ifPresent(section -> sections.put(name, section));
      }
    });
    return sections;
  }

  /** The same; told if there is none. */
  Map<String, Section> requiredSections(String key) {
    Optional<Yaml> value = find(key);
    if (value.isEmpty()
        || (value.get() instanceof Yaml.Table found && found.entries().isEmpty())) {
      problem(key, "is missing or empty");
      return Map.of();
    }
    return sections(key);
  }

  /** Says what became of a value. */
  void remark(String key, String text) {
    findings.remark(line(key), at(key) + " " + text);
  }

  void problem(String key, String text) {
    findings.problem(line(key), at(key) + " " + text);
  }

  /** Says of a key, if it is there, why nothing comes of it. */
  void passOver(String key, String why) {
    if (has(key)) {
      remark(key, why);
    }
  }

  /** Tells of every key that nobody knows. */
  void finish() {
    Set<String> unknown = new TreeSet<>(table.entries().keySet());
    unknown.removeAll(known);
    for (String key : unknown) {
      problem(
          key,
          "is no key of files-sync-link here, which would have passed over it; correct or"
              + " remove it");
    }
  }
}
