package org.oeleo.settings;

/**
 * One thing wrong with a configuration.
 *
 * @param variable which variable, or which file if it is about a line of one
 * @param text what is wrong and what to do; secrets are masked
 */
public record Problem(String variable, String text) {
  @Override
  public String toString() {
    return variable + " " + text;
  }
}
