package org.oeleo.spi;

/**
 * One thing that a person who looks for a problem wants to know of a connection. Immutable.
 *
 * @param level whether it needs that person
 * @param text one line, without secrets
 */
public record Particular(Level level, String text) {
  /** Whether somebody has to do something. */
  public enum Level {
    /** As it should be, or only to know. */
    FACT,
    /** Works today, but somebody should see to it; the text says how. */
    CONCERN
  }

  /** Something to know. */
  public static Particular fact(String text) {
    return new Particular(Level.FACT, text);
  }

  /** Something to see to. */
  public static Particular concern(String text) {
    return new Particular(Level.CONCERN, text);
  }
}
