package org.oeleo.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What is odd about sources of settings, seen from the settings that exist. Immutable. */
final class Warnings {
  private static final String LEDGER_IS_A_FILE =
      "is not used: the ledger is the file OELEO_DB_NAME";

  /** Variables of the original oeleo that mean nothing here, and why. */
  private static final Map<String, String> UNUSED = Map.of(
      "OELEO_DB_HOST", LEDGER_IS_A_FILE,
      "OELEO_DB_PORT", LEDGER_IS_A_FILE,
      "OELEO_DB_USER", LEDGER_IS_A_FILE,
      "OELEO_DB_PASSWORD", LEDGER_IS_A_FILE,
      "OELEO_RECONNECT", "is not needed: a connection that broke is opened anew by itself");

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

  private final SortedSet<String> known = new TreeSet<>();
  private final SortedSet<String> secrets = new TreeSet<>();

  Warnings(Collection<SettingsReference.Group> groups) {
    for (SettingsReference.Group group : groups) {
      group.settings().forEach(setting -> learn(setting, group.scopes()));
    }
  }

  private void learn(Setting<?> setting, List<String> scopes) {
    Set<String> variables = new TreeSet<>(setting.aliases());
    variables.add(setting.variable());
    scopes.forEach(scope -> variables.add(setting.variable(scope)));
    known.addAll(variables);
    if (setting.isSecret()) {
      secrets.addAll(variables);
      variables.forEach(variable -> known.add(variable + SecretFile.SUFFIX));
    }
  }

  List<Problem> of(List<Source> sources) {
    List<Problem> warnings = new ArrayList<>();
    for (Source source : sources) {
      warnings.addAll(source.warnings());
      for (String variable : new TreeSet<>(source.values().keySet())) {
        name(source, variable).ifPresent(warnings::add);
        value(source, variable).ifPresent(warnings::add);
      }
      source.file().flatMap(file -> permissions(source, file)).ifPresent(warnings::add);
    }
    warnings.addAll(secretsGivenTwice(sources));
    return warnings;
  }

  private Optional<Problem> name(Source source, String variable) {
    String upper = variable.toUpperCase(Locale.ROOT);
    // An OA_ variable of the environment may well belong to another program.
    boolean ours = upper.startsWith("OELEO_") || (isFile(source) && upper.startsWith("OA_"));
    if (!ours || known.contains(variable)) {
      return Optional.empty();
    }
    String unused = UNUSED.get(variable);
    if (unused != null) {
      return warning(source, variable, unused);
    }
    String hint = Spelling.nearest(upper, known)
        .map(name -> "; did you mean " + name + "?")
        .orElse("");
    return warning(source, variable, "is not known" + hint);
  }

  private Optional<Problem> value(Source source, String variable) {
    String value = source.values().getOrDefault(variable, "");
    if (!known.contains(variable) || value.isBlank()) {
      return Optional.empty();
    }
    if (secrets.contains(variable) && !value.equals(value.strip())) {
      return warning(source, variable, "begins or ends with blanks, which are left out");
    }
    return !isFile(source) && isQuoted(value.strip())
        ? warning(source, variable, "is surrounded by quotes, which are taken as part of the value")
        : Optional.empty();
  }

  private static boolean isQuoted(String text) {
    char quote = text.charAt(0);
    return text.length() > 1
        && (quote == '"' || quote == '\'')
        && text.indexOf(quote, 1) == text.length() - 1;
  }

  private Optional<Problem> permissions(Source source, Path file) {
    Optional<String> secret =
        secrets.stream().filter(name -> isGiven(source, name)).findFirst();
    if (secret.isEmpty()) {
      return Optional.empty();
    }
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (permissions.stream().noneMatch(OTHERS::contains)) {
        return Optional.empty();
      }
      String text = "can be read by others (" + PosixFilePermissions.toString(permissions)
          + ") and holds " + secret.get() + "; run chmod 600 " + file;
      return Optional.of(new Problem(source.name(), text));
    } catch (UnsupportedOperationException | IOException e) {
      // Windows has no such permissions; a file that has gone since is read by nobody.
      return Optional.empty();
    }
  }

  private List<Problem> secretsGivenTwice(List<Source> sources) {
    List<Problem> warnings = new ArrayList<>();
    for (String secret : secrets) {
      Optional<Source> direct = first(sources, secret);
      Optional<Source> file = first(sources, secret + SecretFile.SUFFIX);
      if (direct.isPresent() && file.isPresent()) {
        boolean directWins = sources.indexOf(direct.get()) <= sources.indexOf(file.get());
        String used = directWins ? secret : secret + SecretFile.SUFFIX;
        String text = "and " + secret + SecretFile.SUFFIX + " are both set; " + used + " is used";
        warnings.add(new Problem(secret, text));
      }
    }
    return warnings;
  }

  private static Optional<Source> first(List<Source> sources, String variable) {
    return sources.stream().filter(source -> isGiven(source, variable)).findFirst();
  }

  private static boolean isGiven(Source source, String variable) {
    return !source.values().getOrDefault(variable, "").isBlank();
  }

  private static boolean isFile(Source source) {
    return source.file().isPresent();
  }

  private static Optional<Problem> warning(Source source, String variable, String text) {
    return Optional.of(new Problem(variable, text + " (" + source.name() + ")"));
  }
}
