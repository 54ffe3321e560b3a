package org.oeleo.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.oeleo.ProgramSettings;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;

/** Where a worker is to be logged, and in which files. Immutable. */
record LogPlace(Path folder, Shape shape) {
  /** Which files there are. */
  enum Shape {
    /** {@code oeleo.log} alone. */
    ONE,
    /** Besides, one for each level, with what is of that level and above. */
    BY_LEVEL
  }

  /** As the settings of a worker say; empty if it is not logged. */
  static Optional<LogPlace> of(Settings settings) throws SettingsException {
    Optional<Path> folder = settings.find(ProgramSettings.LOG_DIR);
    boolean byLevel = settings.get(ProgramSettings.LOG_SPLIT);
    if (byLevel && folder.isEmpty()) {
      throw new SettingsException(
          ProgramSettings.LOG_SPLIT.variable(), "is true, but no OELEO_LOG_DIR says where");
    }
    return folder.map(path ->
        new LogPlace(path.toAbsolutePath().normalize(), byLevel ? Shape.BY_LEVEL : Shape.ONE));
  }

  /** Whether somebody reads what is of use to developers only. */
  boolean wantsDetails() {
    return shape == Shape.BY_LEVEL;
  }
}
