package org.oeleo.cli.synclink;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A file of settings that is going to be written, and one for each of its secrets. One thread until
 * it is whole.
 */
final class EnvFile {
  private static final String ENDING = ".env";

  private final String name;
  private final String origin;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, String> secrets = new LinkedHashMap<>();

  EnvFile(String name, String origin) {
    this.name = name;
    this.origin = origin;
  }

  void set(String variable, String value) {
    values.put(variable, value);
  }

  /** In a file of its own, since not every text can stand in a {@code .env} file. */
  void secret(String variable, String value) {
    secrets.put(variable, value);
  }

  /** What it is called, without {@code .env}. */
  String name() {
    return name;
  }

  /** What the file is called. */
  String fileName() {
    return name + ENDING;
  }

  /** The secrets, by the names of their files. */
  Map<String, String> secrets() {
    Map<String, String> files = new LinkedHashMap<>();
    secrets.forEach((variable, value) -> files.put(secretFile(variable), value));
    return files;
  }

  /** {@code lab.password} for {@code OELEO_EXTERNAL_PASSWORD}. */
  private String secretFile(String variable) {
    String word = variable.substring(variable.lastIndexOf('_') + 1);
    return name + "." + word.toLowerCase(Locale.ROOT);
  }

  /** What stands in it, with the secrets in this folder. */
  String content(Path folder) {
    StringBuilder text = new StringBuilder("# " + origin + "\n");
    values.forEach((variable, value) -> line(text, variable, value));
    secrets
        .keySet()
        .forEach(variable ->
            line(text, variable + "_FILE", folder.resolve(secretFile(variable)).toString()));
    return text.toString();
  }

  private static void line(StringBuilder text, String variable, String value) {
    text.append(variable).append('=').append(quoted(value)).append('\n');
  }

  /** Whether it would be read back as it is, in quotes or without. */
  static boolean isWritable(String value) {
    boolean plainText =
        value.chars().noneMatch(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029');
    return plainText
        && (value.indexOf('\'') < 0 || (value.indexOf('"') < 0 && !value.contains("${")));
  }

  private static String quoted(String value) {
    boolean plain = value.equals(value.strip())
        && value.chars().noneMatch(c -> c == '#' || c == '"' || c == '\'')
        && !value.contains("${");
    if (plain) {
      return value;
    }
    return value.indexOf('\'') < 0 ? "'" + value + "'" : '"' + value + '"';
  }
}
