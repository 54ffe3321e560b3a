package org.oeleo.settings;

/**
 * Turns the text of a setting into its value.
 *
 * @param <T> the type of the value
 */
@FunctionalInterface
public interface Parser<T> {
  /**
   * The value of a text that is neither empty nor surrounded by blanks.
   *
   * @throws IllegalArgumentException with what is wrong, without the text itself: {@code is
   *     negative}
   */
  T parse(String text);
}
