package org.oeleo.cli;

import java.io.PrintWriter;
import java.util.List;
import org.oeleo.Cancellation;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Printable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * One call of the command: its surroundings and the options that all commands share. One thread.
 */
final class Session {
  /** How much is told. */
  enum Verbosity {
    QUIET,
    NORMAL,
    FILES,
    DECISIONS
  }

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "A line for each file copied; -vv also why others are not, and stack traces.")
  private boolean[] verbose = {};

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Nothing but failures.")
  private boolean quiet;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "One JSON object per line on standard output instead of text.")
  private boolean json;

  private final Surroundings surroundings;

  Session(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  PrintWriter out() {
    return surroundings.out();
  }

  PrintWriter err() {
    return surroundings.err();
  }

  Cancellation cancellation() {
    return surroundings.cancellation();
  }

  boolean isJson() {
    return json;
  }

  Verbosity verbosity() {
    if (quiet) {
      return Verbosity.QUIET;
    }
    return switch (verbose.length) {
      case 0 -> Verbosity.NORMAL;
      case 1 -> Verbosity.FILES;
      default -> Verbosity.DECISIONS;
    };
  }

  /** Keeps what libraries log off the screen, or shows it with {@link Verbosity#DECISIONS}. */
  Logging logging() throws SettingsException {
    return Logging.to(new Screen(out(), err(), Terminal.none()), verbosity(), List.of());
  }

  /** Prints one message for the person at the keyboard. */
  void complain(String text) {
    err().println("oeleo: " + Printable.name(text));
    err().flush();
  }

  void warn(List<String> warnings) {
    if (verbosity() != Verbosity.QUIET) {
      warnings.forEach(warning -> complain("warning: " + warning));
    }
  }
}
