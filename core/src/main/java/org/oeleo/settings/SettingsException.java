package org.oeleo.settings;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with everything that is wrong with it. */
public class SettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** All of the problems, at least one. */
  public SettingsException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** One problem. */
  public SettingsException(String variable, String text) {
    this(List.of(new Problem(variable, text)));
  }

  /** Everything that is wrong. */
  public List<Problem> problems() {
    return problems;
  }
}
