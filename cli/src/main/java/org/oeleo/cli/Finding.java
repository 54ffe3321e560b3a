package org.oeleo.cli;

import java.util.Optional;
import org.oeleo.spi.Particular;

/**
 * What the doctor found out about one thing.
 *
 * @param level how bad it is
 * @param what was looked at
 * @param finding what was found
 * @param remedy what to do about it
 */
record Finding(Level level, String what, String finding, Optional<String> remedy) {
  /** How bad something is. */
  enum Level {
    OK("ok"),
    WARN("warn"),
    FAIL("FAIL");

    private final String word;

    Level(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  static Finding ok(String what, String finding) {
    return new Finding(Level.OK, what, finding, Optional.empty());
  }

  static Finding of(String what, Particular particular) {
    Level level = switch (particular.level()) {
      case FACT -> Level.OK;
      case CONCERN -> Level.WARN;
    };
    return new Finding(level, what, particular.text(), Optional.empty());
  }

  static Finding warn(String what, String finding, String remedy) {
    return new Finding(Level.WARN, what, finding, Optional.of(remedy));
  }

  static Finding fail(String what, String finding, String remedy) {
    return new Finding(Level.FAIL, what, finding, Optional.of(remedy));
  }
}
