package org.oeleo.cli.synclink;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Names that destinations can have here: what begins with one, after {@code OELEO_}, is never a
 * variable of something else. One thread.
 */
final class DestinationNames {
  /** Of disposal, whether or not it is among the settings that are given. */
  private static final String ARCHIVE = "OELEO_ARCHIVE_DIR";

  private static final Set<String> RESERVED = Set.of("local", "external", "oeleo");

  /** Of the settings there are, without {@code OELEO_}. */
  private final List<String> variables;

  private final List<String> taken = new ArrayList<>();

  DestinationNames(Collection<String> variables) {
    this.variables = Stream.concat(variables.stream(), Stream.of(ARCHIVE))
        .map(variable -> variable.replaceFirst("^OELEO_", ""))
        .flatMap(name -> Stream.of(name, "EXTERNAL_" + name, "LOCAL_" + name))
        .toList();
  }

  /** The name itself, or the nearest one that may be used. */
  String nameFor(String wish) {
    String plain = wish.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_+|_+$", "");
    String name = plain.isEmpty() ? "destination" : plain;
    if (isAmbiguous(name)) {
      name = "to_" + name;
    }
    String unique = name;
    for (int i = 2; isAmbiguous(unique); i++) {
      unique = name + "_" + i;
    }
    taken.add(unique);
    return unique;
  }

  private boolean isAmbiguous(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    boolean twice = taken.stream().anyMatch(name::equalsIgnoreCase);
    boolean reserved = RESERVED.contains(name.toLowerCase(Locale.ROOT));
    return twice
        || reserved
        || isBeginning(upper + "_", variables)
        || taken.stream()
            .map(other -> other.toUpperCase(Locale.ROOT))
            .anyMatch(other -> clash(upper, other) || clash(other, upper));
  }

  /** Whether what is of {@code other} may be taken for what is of {@code name}. */
  private boolean clash(String name, String other) {
    return name.startsWith(other + "_")
        && isBeginning(name.substring(other.length() + 1) + "_", variables);
  }

  private static boolean isBeginning(String beginning, List<String> variables) {
    return variables.stream().anyMatch(variable -> variable.startsWith(beginning));
  }
}
