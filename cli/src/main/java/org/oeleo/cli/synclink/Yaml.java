package org.oeleo.cli.synclink;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a YAML file holds, as it stands there: nothing is a number yet. Immutable. */
sealed interface Yaml {
  /** Where it begins, from 1. */
  int line();

  /** What it is, for a person. */
  String kind();

  /** Values by name. */
  record Table(int line, Map<String, Yaml> entries) implements Yaml {
    @Override
    public String kind() {
      return "a table";
    }
  }

  /** One value after the other. */
  record Items(int line, List<Yaml> values) implements Yaml {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /**
   * One value.
   *
   * @param plain whether it stands there without quotes
   */
  record Text(int line, String value, boolean plain) implements Yaml {
    private static final Set<String> NOTHING = Set.of("~", "null", "Null", "NULL");

    @Override
    public String kind() {
      return isNothing() ? "empty" : "a single value";
    }

    /** Whether no value is given at all. */
    boolean isNothing() {
      return value.isEmpty() || (plain && NOTHING.contains(value));
    }
  }
}
