package org.oeleo.settings;

import java.util.List;
import java.util.Locale;

/**
 * Every setting there is, in groups, and what is generated from that for people to read. Immutable.
 */
public final class SettingsReference {
  private final List<Group> groups;

  private SettingsReference(List<Group> groups) {
    this.groups = groups;
  }

  /**
   * Settings that belong together.
   *
   * @param title a few words: {@code Filters}
   * @param text one or more sentences below the title; may be empty
   * @param settings in the order in which they are shown
   * @param scopes for which each of them can also be set on its own: {@code EXTERNAL},
   *     {@code LOCAL}; the most usual first, empty if they have none
   */
  public record Group(String title, String text, List<Setting<?>> settings, List<String> scopes) {
    /** Copies the lists. */
    public Group {
      settings = List.copyOf(settings);
      scopes = List.copyOf(scopes);
    }

    /** Settings without scopes. */
    public static Group of(String title, String text, List<Setting<?>> settings) {
      return new Group(title, text, settings, List.of());
    }

    /** How the names of this group depend on the side; empty without scopes. */
    String scopeRule() {
      if (scopes.isEmpty() || settings.isEmpty()) {
        return "";
      }
      Setting<?> first = settings.get(0);
      StringBuilder rule = new StringBuilder("Each of these is set for one side or for either: ");
      for (String scope : scopes) {
        rule.append(first.variable(scope)).append(" for the ");
        rule.append(scope.toLowerCase(Locale.ROOT)).append(" side, ");
      }
      return rule.append("or else ")
          .append(first.variable())
          .append(" for any.")
          .toString();
    }
  }

  /** Groups in the order in which they are shown. */
  public static SettingsReference of(List<Group> groups) {
    return new SettingsReference(List.copyOf(groups));
  }

  /** The groups. */
  public List<Group> groups() {
    return groups;
  }

  /** Every setting, once. */
  public List<Setting<?>> settings() {
    return groups.stream()
        .<Setting<?>>flatMap(group -> group.settings.stream())
        .distinct()
        .toList();
  }

  /** Every scope of any group, once. */
  public List<String> scopes() {
    return groups.stream().flatMap(group -> group.scopes.stream()).distinct().toList();
  }

  /** A section with a table for each group, in Markdown. The same bytes for the same settings. */
  public String markdown() {
    return MarkdownReference.of(groups);
  }

  /** A {@code .env} file with every setting, commented out unless required. */
  public String template() {
    return EnvTemplate.of(groups);
  }

  /** Plain text for a terminal: two lines for each setting. */
  public String help() {
    StringBuilder help = new StringBuilder();
    for (Group group : groups) {
      help.append(help.isEmpty() ? "" : "\n").append(group.title).append(":\n");
      if (!group.scopes.isEmpty()) {
        help.append("  ").append(group.scopeRule()).append('\n');
      }
      for (Setting<?> setting : group.settings) {
        help.append("  ").append(setting.variable()).append("  (").append(form(setting));
        help.append(")\n      ").append(setting.description()).append('\n');
      }
    }
    return help.toString();
  }

  private static String form(Setting<?> setting) {
    if (setting.isRequired()) {
      return setting.rule() + ", required";
    }
    return setting.rule()
        + setting.printedFallback().map(text -> ", default " + quoted(text)).orElse("");
  }

  private static String quoted(String text) {
    return text.isEmpty() ? "empty" : text;
  }
}
