package org.oeleo.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of settings, from one or more sources of which the first that has one wins. Immutable.
 */
public final class Settings {
  private final List<Source> sources;
  private final Optional<String> scope;

  private Settings(List<Source> sources, Optional<String> scope) {
    this.sources = List.copyOf(sources);
    this.scope = scope;
  }

  /** From these sources, strongest first. */
  public static Settings of(List<Source> sources) {
    return new Settings(sources, Optional.empty());
  }

  /** From one map of variables; for programs and tests. */
  public static Settings of(Map<String, String> variables) {
    return of(List.of(new Source("program", variables)));
  }

  /**
   * The same values, looked up for one scope first: {@code OELEO_EXTERNAL_HOST}, then
   * {@code OELEO_HOST}.
   */
  public Settings scoped(String name) {
    return new Settings(sources, Optional.of(name));
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

  /** Whether some source, not the fallback, says something. */
  public boolean isSet(Setting<?> setting) throws SettingsException {
    return lookUp(setting).isPresent();
  }

  /**
   * Which variable of which source gives the value: {@code OELEO_DB_NAME in lab.env}; empty for the
   * fallback.
   */
  public Optional<String> origin(Setting<?> setting) throws SettingsException {
    return lookUp(setting).map(found -> found.variable + " in " + found.source.name());
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

  /** The variables that mean {@code setting} here, strongest first. */
  List<String> variables(Setting<?> setting) {
    List<String> variables = new ArrayList<>();
    scope.ifPresent(name -> variables.add(setting.variable(name)));
    if (!variables.contains(setting.variable())) {
      variables.add(setting.variable());
    }
    variables.addAll(setting.aliases());
    return variables;
  }

  private String named(Setting<?> setting) {
    return variables(setting).get(0);
  }

  private Optional<Found> lookUp(Setting<?> setting) throws SettingsException {
    for (Source source : sources) {
      for (String variable : variables(setting)) {
        Optional<Found> found = lookUp(source, variable, setting);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Found> lookUp(Source source, String variable, Setting<?> setting)
      throws SettingsException {
    String text = source.values().getOrDefault(variable, "").strip();
    if (!text.isEmpty()) {
      return Optional.of(new Found(source, variable, text));
    }
    String file = source.values().getOrDefault(variable + "_FILE", "").strip();
    return setting.isSecret() && !file.isEmpty()
        ? Optional.of(new Found(source, variable + "_FILE", content(variable + "_FILE", file)))
        : Optional.empty();
  }

  private static String content(String variable, String file) throws SettingsException {
    try {
      return Files.readString(Path.of(file), StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException e) {
      throw new SettingsException(variable, "names a file that cannot be read: " + file);
    }
  }

  private record Found(Source source, String variable, String text) {
    <T> T parse(Setting<T> setting) throws SettingsException {
      try {
        return setting.parse(text);
      } catch (IllegalArgumentException e) {
        String shown = setting.isSecret() ? "***" : text;
        throw new SettingsException(
            variable,
            "must be " + setting.rule() + ", but '" + shown + "' " + e.getMessage() + " ("
                + source.name() + ")");
      }
    }
  }
}
