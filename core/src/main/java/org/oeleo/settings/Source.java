package org.oeleo.settings;

import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where settings come from: the environment, a {@code .env} file, the command line. Immutable.
 *
 * @param name as a person would call it: {@code environment}, {@code lab.env}
 * @param values by variable
 * @param file the file they were read from, if it was one
 * @param warnings what was odd when it was read
 */
public record Source(
    String name, Map<String, String> values, Optional<Path> file, List<Problem> warnings) {
  /** Copies the map and the list. */
  public Source {
    values = Map.copyOf(values);
    warnings = List.copyOf(warnings);
  }

  /** Values that came from no file. */
  public Source(String name, Map<String, String> values) {
    this(name, values, Optional.empty(), List.of());
  }

  /** The environment of this process. */
  public static Source environment() {
    Map<String, String> variables = System.getenv();
    return new Source(
        "environment", File.separatorChar == '\\' ? withoutCase(variables) : variables);
  }

  /** Windows does not tell {@code Oeleo_Db_Name} from {@code OELEO_DB_NAME}. */
  static Map<String, String> withoutCase(Map<String, String> variables) {
    Map<String, String> upper = new HashMap<>();
    variables.forEach((name, value) -> upper.put(name.toUpperCase(Locale.ROOT), value));
    return upper;
  }

  /**
   * What a {@code .env} file says, read once, now. The environment of the process is not mixed in,
   * nothing is exported to it, and variables that are none of ours are left out. Relative paths in
   * it mean what they would mean anywhere else: relative to the working directory, not to the file.
   *
   * <p>Read by dotenv-java: {@code NAME=value}; {@code #} begins a comment at the start of a line
   * or after a blank; a value in single or double quotes is kept as it is, backslashes and all; one
   * in double quotes may span lines; of two lines for one variable the last wins, with a warning.
   * What dotenv-java would lose or cut off without a word is a problem here.
   *
   * @throws SettingsException if the file is missing or holds a line that cannot be understood;
   *     with every such line
   */
  public static Source dotenv(Path file) throws SettingsException {
    return DotenvFile.read(file);
  }

  /** The values are left out: they may be secret. */
  @Override
  public String toString() {
    return name;
  }
}
