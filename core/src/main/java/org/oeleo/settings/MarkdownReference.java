package org.oeleo.settings;

import java.util.List;
import java.util.stream.Collectors;

/** The declarations of settings as Markdown tables. */
final class MarkdownReference {
  private MarkdownReference() {}

  static String of(List<SettingsReference.Group> groups) {
    return groups.stream().map(MarkdownReference::section).collect(Collectors.joining("\n"));
  }

  private static String section(SettingsReference.Group group) {
    StringBuilder text = new StringBuilder("## " + prose(group.title()) + "\n\n");
    paragraph(text, group.text());
    paragraph(text, group.scopeRule());
    text.append("| variable | meaning | default | form |\n|---|---|---|---|\n");
    for (Setting<?> setting : group.settings()) {
      text.append(row(setting)).append('\n');
    }
    return text.toString();
  }

  private static void paragraph(StringBuilder text, String words) {
    if (!words.isEmpty()) {
      text.append(prose(words)).append("\n\n");
    }
  }

  private static String row(Setting<?> setting) {
    return "| " + names(setting)
        + " | " + prose(setting.description())
        + " | " + fallback(setting)
        + " | " + prose(setting.rule())
        + setting.example().map(example -> ", such as " + code(example)).orElse("")
        + " |";
  }

  private static String names(Setting<?> setting) {
    StringBuilder names = new StringBuilder(code(setting.variable()));
    if (setting.isSecret()) {
      names.append("<br>or ").append(code(setting.variable() + SecretFile.SUFFIX));
    }
    for (String alias : setting.aliases()) {
      names.append("<br>also ").append(code(alias));
    }
    return names.toString();
  }

  private static String fallback(Setting<?> setting) {
    if (setting.isRequired()) {
      return "**required**";
    }
    return setting
        .printedFallback()
        .filter(text -> !text.isEmpty())
        .map(MarkdownReference::code)
        .orElse("");
  }

  /** In a table even a bar between backticks ends the cell. */
  private static String code(String text) {
    String line = oneLine(text).replace("|", "\\|");
    return line.indexOf('`') < 0 ? "`" + line + "`" : "`` " + line + " ``";
  }

  private static String prose(String text) {
    StringBuilder safe = new StringBuilder();
    for (char c : oneLine(text).toCharArray()) {
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '|', '\\', '*', '_', '[', ']', '`' -> safe.append('\\').append(c);
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s++", " ");
  }
}
