package org.oeleo.settings;

import java.util.List;

/** The declarations of settings as a {@code .env} file to fill in. */
final class EnvTemplate {
  private static final int WIDTH = 98;

  private EnvTemplate() {}

  static String of(List<SettingsReference.Group> groups) {
    StringBuilder text = new StringBuilder();
    for (SettingsReference.Group group : groups) {
      text.append(text.isEmpty() ? "" : "\n")
          .append("# ---- ")
          .append(group.title())
          .append('\n');
      comment(text, group.text());
      comment(text, group.scopeRule());
      for (Setting<?> setting : group.settings()) {
        text.append('\n');
        comment(text, setting.description() + " (" + setting.rule() + ")");
        aliases(text, setting);
        assignment(text, setting, group);
      }
    }
    return text.toString();
  }

  private static String name(Setting<?> setting, SettingsReference.Group group) {
    return group.scopes().isEmpty()
        ? setting.variable()
        : setting.variable(group.scopes().get(0));
  }

  private static void aliases(StringBuilder text, Setting<?> setting) {
    if (!setting.aliases().isEmpty()) {
      comment(text, "Also read as " + String.join(", ", setting.aliases()) + ".");
    }
  }

  /** What a connector requires, only those who use it have to set. */
  private static void assignment(
      StringBuilder text, Setting<?> setting, SettingsReference.Group group) {
    String name = name(setting, group);
    boolean required = setting.isRequired() && group.scopes().isEmpty();
    String value = setting.isSecret()
        ? ""
        : setting
            .example()
            .or(setting::printedFallback)
            .map(EnvTemplate::quoted)
            .orElse("");
    text.append(required ? "" : "# ").append(name).append('=').append(value);
    text.append('\n');
    if (setting.isSecret()) {
      text.append("# ").append(name).append(SecretFile.SUFFIX).append("=\n");
    }
  }

  /** In quotes if it would not be read back as it is without. */
  private static String quoted(String text) {
    boolean plain = text.equals(text.strip())
        && text.chars().noneMatch(c -> c == '#' || c == '"' || c == '\'')
        && !text.contains("${");
    if (plain) {
      return text;
    }
    return text.indexOf('\'') < 0 ? "'" + text + "'" : '"' + text + '"';
  }

  private static void comment(StringBuilder text, String words) {
    StringBuilder line = new StringBuilder("#");
    for (String word : words.strip().split("\\s+")) {
      if (line.length() > 1 && line.length() + word.length() >= WIDTH) {
        text.append(line).append('\n');
        line.setLength(1);
      }
      line.append(word.isEmpty() ? "" : " ").append(word);
    }
    if (line.length() > 1) {
      text.append(line).append('\n');
    }
  }
}
