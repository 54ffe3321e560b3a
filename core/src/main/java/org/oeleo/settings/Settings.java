package org.oeleo.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oeleo.settings.SettingsReference.Group;

/**
 * The values of settings, from one or more sources of which the first that has one wins. Immutable.
 */
public final class Settings {
  private final List<Source> sources;
  private final List<String> scopes;

  private Settings(List<Source> sources, List<String> scopes) {
    this.sources = List.copyOf(sources);
    this.scopes = List.copyOf(scopes);
  }

  /** From these sources, strongest first. */
  public static Settings of(List<Source> sources) {
    return new Settings(sources, List.of());
  }

  /** From one map of variables; for programs and tests. */
  public static Settings of(Map<String, String> variables) {
    return of(List.of(new Source("program", variables)));
  }

  /**
   * The same values, looked up for one scope first: {@code OELEO_EXTERNAL_HOST}, then
   * {@code OELEO_HOST}. A scope within another is looked up for both, then for the outer one, then
   * for itself: {@code OELEO_NAS_EXTERNAL_HOST}, {@code OELEO_NAS_HOST},
   * {@code OELEO_EXTERNAL_HOST}, {@code OELEO_HOST}.
   */
  public Settings scoped(String name) {
    List<String> inner = new ArrayList<>(scopes);
    inner.add(name);
    return new Settings(sources, inner);
  }

  /** The sources, strongest first. */
  public List<Source> sources() {
    return sources;
  }

  /**
   * The value, or else the fallback.
   *
   * @throws SettingsException if the text is not a value
   * @throws IllegalStateException if there is neither; use {@link #find} for a setting without
   *     fallback
   */
  public <T> T get(Setting<T> setting) throws SettingsException {
    return find(setting)
        .orElseThrow(() -> new IllegalStateException(setting + " is not set and has no default"));
  }

  /**
   * The value, or else the fallback, or else nothing.
   *
   * @throws SettingsException if the text is not a value, or the setting is required and missing
   */
  public <T> Optional<T> find(Setting<T> setting) throws SettingsException {
    Optional<Found> found = lookUp(setting);
    if (found.isPresent()) {
      return Optional.of(found.get().parse(setting));
    }
    if (setting.isRequired()) {
      throw new SettingsException(named(setting), "is required: " + setting.description());
    }
    return setting.fallback();
  }

  /**
   * Whether some source, not the fallback, says something.
   *
   * @throws SettingsException if it names a secret's file that cannot be read
   */
  public boolean isSet(Setting<?> setting) throws SettingsException {
    return lookUp(setting).isPresent();
  }

  /**
   * Which variable of which source gives the value: {@code OELEO_DB_NAME in lab.env}; empty for the
   * fallback.
   *
   * @throws SettingsException if it names a secret's file that cannot be read
   */
  public Optional<String> origin(Setting<?> setting) throws SettingsException {
    return lookUp(setting).map(Found::origin);
  }

  /** Everything wrong with these settings. */
  public List<Problem> problems(Collection<? extends Setting<?>> settings) {
    List<Problem> problems = new ArrayList<>();
    for (Setting<?> setting : settings) {
      try {
        find(setting);
      } catch (SettingsException e) {
        problems.addAll(e.problems());
      }
    }
    return problems;
  }

  /**
   * What is odd but does not keep anyone from working: misspelt variables, two lines for one
   * variable, secrets that others can read.
   *
   * @param known every setting that exists
   * @param scopes every scope that a setting may be looked up for: {@code LOCAL}, {@code EXTERNAL}
   */
  public List<Problem> warnings(Collection<? extends Setting<?>> known, Collection<String> scopes) {
    return warnings(List.of(new Group("", "", List.copyOf(known), List.copyOf(scopes))));
  }

  /** The same of settings that have different scopes, all that exist together. */
  public List<Problem> warnings(Collection<Group> known) {
    return new Warnings(known).of(sources);
  }

  /** What each of these settings is at present and why; for a person, so secrets are masked. */
  public List<SettingValue> describe(Collection<? extends Setting<?>> settings) {
    List<SettingValue> values = new ArrayList<>();
    for (Setting<?> setting : settings) {
      values.add(describe(setting));
    }
    return values;
  }

  private <T> SettingValue describe(Setting<T> setting) {
    try {
      Optional<Found> found = lookUp(setting);
      if (found.isPresent()) {
        return found.get().describe(setting);
      }
    } catch (SettingsException e) {
      Problem problem = e.problems().get(0);
      return new SettingValue(problem.variable(), Optional.empty(), problem.text());
    }
    Optional<String> fallback = setting.printedFallback();
    return new SettingValue(named(setting), fallback, fallback.isPresent() ? "default" : "not set");
  }

  /** The variables that mean {@code setting} here, strongest first. */
  List<String> variables(Setting<?> setting) {
    Set<String> variables = new LinkedHashSet<>();
    joined(scopes).forEach(scope -> variables.add(setting.variable(scope)));
    variables.add(setting.variable());
    variables.addAll(setting.aliases());
    return List.copyOf(variables);
  }

  /** What may stand before a name, the most specific first: of A in which is B, A_B, A and B. */
  private static List<String> joined(List<String> scopes) {
    if (scopes.isEmpty()) {
      return List.of();
    }
    String outer = scopes.get(0);
    List<String> inner = joined(scopes.subList(1, scopes.size()));
    List<String> all = new ArrayList<>();
    inner.forEach(scope -> all.add(outer + "_" + scope));
    all.add(outer);
    all.addAll(inner);
    return all;
  }

  private String named(Setting<?> setting) {
    return variables(setting).get(0);
  }

  private Optional<Found> lookUp(Setting<?> setting) throws SettingsException {
    List<String> variables = variables(setting);
    for (Source source : sources) {
      for (String variable : variables) {
        Optional<Found> found =
            setting.isSecret() ? secret(source, variable) : plain(source, variable);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Found> plain(Source source, String variable) {
    String text = source.values().getOrDefault(variable, "").strip();
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(new Found(source.name(), variable, text, Optional.empty()));
  }

  private static Optional<Found> secret(Source source, String variable) throws SettingsException {
    Optional<Found> direct = plain(source, variable);
    if (direct.isPresent()) {
      return direct;
    }
    Optional<SecretFile> file = SecretFile.of(source, variable);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    file.get().check();
    return Optional.of(new Found(source.name(), file.get().variable(), "", file));
  }

  private record Found(String source, String variable, String text, Optional<SecretFile> file) {
    <T> T parse(Setting<T> setting) throws SettingsException {
      // Read here and not when looked up, so that asking whether a secret is set reads nothing.
      String full = file.isPresent() ? file.get().content() : text;
      try {
        return setting.parse(full);
      } catch (IllegalArgumentException e) {
        throw new SettingsException(
            variable,
            "must be " + setting.rule() + ", but '" + Shown.value(setting, full) + "' "
                + Shown.text(String.valueOf(e.getMessage())) + " (" + source + ")");
      }
    }

    <T> SettingValue describe(Setting<T> setting) {
      return new SettingValue(variable, Optional.of(Shown.value(setting, text)), origin());
    }

    String origin() {
      return variable + " in " + source;
    }
  }
}
