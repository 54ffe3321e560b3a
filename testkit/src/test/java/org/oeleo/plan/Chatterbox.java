package org.oeleo.plan;

/** Does what only the command line and the settings may. */
public final class Chatterbox {
  private Chatterbox() {}

  /** Reads the environment. */
  public static String environment() {
    return String.valueOf(System.getenv("HOME"));
  }

  /** Ends the program. */
  public static void leave() {
    System.exit(1);
  }
}
