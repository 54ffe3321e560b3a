package org.oeleo.cli;

/** What a worker is asked to do. */
enum Verb {
  RUN("Nothing to do"),
  PLAN("Nothing to do"),
  CHECK("Nothing to check"),
  MARK("Nothing to mark");

  private final String idle;

  Verb(String idle) {
    this.idle = idle;
  }

  /** What is said when there was nothing. */
  String idle() {
    return idle;
  }
}
