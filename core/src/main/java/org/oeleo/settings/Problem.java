package org.oeleo.settings;

/**
 * One thing wrong with a configuration.
 *
 * @param variable which variable
 * @param text what is wrong and what to do; secrets are masked
 */
public record Problem(String variable, String text) {
  @Override
  public String toString() {
    return variable + " " + text;
  }
}
