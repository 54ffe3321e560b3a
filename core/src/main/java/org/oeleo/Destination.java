package org.oeleo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.oeleo.settings.Problem;
import org.oeleo.settings.Setting;
import org.oeleo.settings.SettingValue;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;

/**
 * One destination among several of one configuration. Immutable.
 *
 * @param name in lower case
 * @param whole the configuration that names it
 * @param before the destinations that are named before it
 */
record Destination(String name, Configuration whole, List<Configuration> before) {
  /** Copies the list. */
  Destination {
    before = List.copyOf(before);
  }

  /** The name for a destination in variables: {@code NAS}. */
  String scope() {
    return name.toUpperCase(Locale.ROOT);
  }

  /** The name of its ledger: its own, or that of all with its name in it. */
  String ledger(Settings own) throws SettingsException {
    String text = own.get(WorkerSettings.DB_NAME);
    return isOwn(own, WorkerSettings.DB_NAME) ? text : derived(text, name);
  }

  /** As {@code config show} has it. */
  SettingValue describeLedger(Settings own) throws SettingsException {
    SettingValue value = own.describe(List.of(WorkerSettings.DB_NAME)).get(0);
    return isOwn(own, WorkerSettings.DB_NAME) || value.value().isEmpty()
        ? value
        : new SettingValue(
            WorkerSettings.DB_NAME.variable(name),
            Optional.of(ledger(own)),
            "from " + value.origin());
  }

  private boolean isOwn(Settings own, Setting<?> setting) {
    return own.describe(List.of(setting)).get(0).variable().equals(setting.variable(name));
  }

  /** With the name before the last extension of the file's name, or at its end. */
  static String derived(String ledger, String name) {
    int file = Math.max(ledger.lastIndexOf('/'), ledger.lastIndexOf('\\')) + 1;
    int dot = ledger.lastIndexOf('.');
    return dot <= file
        ? ledger + "." + name
        : ledger.substring(0, dot) + "." + name + ledger.substring(dot);
  }

  /**
   * What is given for one destination although it is the same for all of them.
   *
   * @param read the variables that this destination does read
   */
  List<Problem> misplaced(List<Setting<?>> shared, String scope, Set<String> read) {
    List<Problem> problems = new ArrayList<>();
    for (Setting<?> setting : shared) {
      String variable = setting.variable(scope);
      boolean scopes = !variable.equals(setting.variable());
      for (String given : variables(setting, variable)) {
        if (scopes && !read.contains(given) && isGiven(given)) {
          problems.add(new Problem(
              given,
              "cannot differ between destinations, because it is about the source: set "
                  + setting.variable()));
        }
      }
    }
    return problems;
  }

  private boolean isGiven(String variable) {
    return whole.settings().sources().stream()
        .anyMatch(source -> !source.values().getOrDefault(variable, "").isBlank());
  }

  /** A secret may be in a file as well. */
  private static List<String> variables(Setting<?> setting, String variable) {
    return setting.isSecret() ? List.of(variable, variable + "_FILE") : List.of(variable);
  }

  /** All variables of these settings, plain and in these scopes. */
  static Set<String> variables(List<Setting<?>> settings, List<String> scopes) {
    Set<String> variables = new TreeSet<>();
    for (Setting<?> setting : settings) {
      variables.addAll(setting.aliases());
      Stream.concat(Stream.of(setting.variable()), scopes.stream().map(setting::variable))
          .forEach(variable -> variables.addAll(variables(setting, variable)));
    }
    return variables;
  }
}
