package org.oeleo.command;

import java.io.File;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.oeleo.spi.Printable;

/**
 * A program and its arguments, as configured. Immutable.
 *
 * @param program as it is written: a path, or a name to be found on the {@code PATH}
 * @param arguments what it is given
 */
record CommandLine(String program, List<Argument> arguments) {
  /** Copies the list. */
  CommandLine {
    arguments = List.copyOf(arguments);
  }

  /**
   * The command that is written like this; see {@link Words} and {@link Argument}.
   *
   * @throws IllegalArgumentException if it cannot be read, or names no file
   */
  static CommandLine parse(String line) {
    List<String> words = Words.of(line);
    if (words.isEmpty() || words.get(0).isEmpty()) {
      throw new IllegalArgumentException("names no program");
    }
    List<Argument> all = words.stream().map(Argument::parse).toList();
    if (all.get(0).holdsPlaceholder()) {
      throw new IllegalArgumentException(
          "has a placeholder in its first word: that would run what is to be sent");
    }
    if (all.stream().noneMatch(Argument::namesFile)) {
      throw new IllegalArgumentException("names no file: write {} where it belongs");
    }
    String program = new String(
        all.get(0).filled(placeholder -> new byte[0]), java.nio.charset.StandardCharsets.UTF_8);
    requireNoScript(program, File.separatorChar);
    return new CommandLine(program, all.subList(1, all.size()));
  }

  /** Windows has a shell read a batch file's arguments, and names may hold what it obeys. */
  static void requireNoScript(String program, char separator) {
    String lower = program.toLowerCase(Locale.ROOT);
    if (separator == '\\' && (lower.endsWith(".bat") || lower.endsWith(".cmd"))) {
      throw new IllegalArgumentException(
          "runs a batch file, whose arguments Windows gives to a shell: run a program");
    }
  }

  /** What the program is given when the placeholders stand for these. */
  List<byte[]> filled(Function<Placeholder, byte[]> meaning) {
    return arguments.stream().map(argument -> argument.filled(meaning)).toList();
  }

  /** The program, for a person. */
  @Override
  public String toString() {
    return Printable.name(program);
  }
}
