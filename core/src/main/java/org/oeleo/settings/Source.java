package org.oeleo.settings;

import java.util.Map;

/**
 * Where settings come from: the environment, a {@code .env} file, the command line.
 *
 * @param name as a person would call it: {@code environment}, {@code lab.env}
 * @param values by variable
 */
public record Source(String name, Map<String, String> values) {
  /** Copies the map. */
  public Source {
    values = Map.copyOf(values);
  }

  /** The environment of this process. */
  public static Source environment() {
    return new Source("environment", System.getenv());
  }

  /** The values are left out: they may be secret. */
  @Override
  public String toString() {
    return name;
  }
}
