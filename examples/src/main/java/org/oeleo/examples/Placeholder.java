package org.oeleo.examples;

/** To be replaced by programs worth copying. */
final class Placeholder {
  private Placeholder() {}
}
