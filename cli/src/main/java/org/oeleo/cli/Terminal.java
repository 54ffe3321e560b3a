package org.oeleo.cli;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Optional;

/**
 * The screen.
 *
 * @param interactive whether lines may be drawn over
 * @param coloured whether colours are welcome
 * @param columns its width, at least 20
 */
record Terminal(boolean interactive, boolean coloured, int columns) {
  private static final int USUAL = 80;
  private static final int LEAST = 20;

  /** No screen: a pipe, a file, a service. */
  static Terminal none() {
    return new Terminal(false, false, USUAL);
  }

  static Terminal of(Map<String, String> environment, boolean there) {
    if (!there || environment.getOrDefault("TERM", "").equals("dumb")) {
      return none();
    }
    boolean coloured = environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(true, coloured, columns(environment.getOrDefault("COLUMNS", "")));
  }

  private static int columns(String text) {
    try {
      return Math.max(LEAST, Integer.parseInt(text.strip()));
    } catch (NumberFormatException e) {
      return USUAL;
    }
  }

  /** Whether both input and output of this process are a terminal. */
  static boolean isThere() {
    return Optional.ofNullable(System.console()).filter(Terminal::isTerminal).isPresent();
  }

  /** Since Java 22 there is a console without a terminal, and a method to tell. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
