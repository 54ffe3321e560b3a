package org.oeleo.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.oeleo.ProgramSettings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Printable;
import org.slf4j.LoggerFactory;

/**
 * The log files of one folder. What libraries log goes into those of every open one. Safe for many
 * threads.
 */
final class LogFolder implements AutoCloseable {
  private static final String ALL = "oeleo";

  /** The names of files-sync-link. */
  private static final List<Map.Entry<String, Level>> BY_LEVEL = List.of(
      Map.entry("all-debug", Level.DEBUG),
      Map.entry("all-info", Level.INFO),
      Map.entry("all-warning", Level.WARN),
      Map.entry("all-error", Level.ERROR));

  private final Logger logger;
  private final List<LogFile> files = new ArrayList<>();
  private final LogTrouble trouble;

  private LogFolder(LogPlace place, Map<String, Level> names, Consumer<String> warn) {
    Path folder = place.folder();
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    trouble = new LogTrouble(
        names.keySet().stream().map(name -> LogFile.path(folder, name)).toList(), warn);
    context.getStatusManager().add(trouble);
    logger = context.getLogger("oeleo.log in " + folder);
    logger.setAdditive(false);
    logger.setLevel(
        names.values().stream().anyMatch(Level.DEBUG::equals) ? Level.DEBUG : Level.INFO);
    Logger libraries = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    names.forEach((name, level) ->
        files.add(new LogFile(LogFile.path(folder, name), level, List.of(logger, libraries))));
  }

  /**
   * Opens the log of this folder, which is made if it is missing.
   *
   * @param verbosity with decisions, what is of use to developers only is in {@code oeleo.log} too
   * @param warn told once, as soon as something of it cannot be written any more
   * @throws SettingsException if nothing can be written there
   */
  static LogFolder open(LogPlace place, Session.Verbosity verbosity, Consumer<String> warn)
      throws SettingsException {
    Path folder = place.folder();
    boolean decisions = verbosity == Session.Verbosity.DECISIONS;
    Map<String, Level> names = new LinkedHashMap<>();
    names.put(ALL, decisions ? Level.DEBUG : Level.INFO);
    if (place.shape() == LogPlace.Shape.BY_LEVEL) {
      BY_LEVEL.forEach(file -> names.put(file.getKey(), file.getValue()));
    }
    try {
      createFolder(folder);
      for (String name : names.keySet()) {
        LogFile.requireWritable(LogFile.path(folder, name));
      }
    } catch (IOException e) {
      throw new SettingsException(
          ProgramSettings.LOG_DIR.variable(),
          "names a folder that cannot be written to: " + Printable.name(folder) + " ("
              + e.getClass().getSimpleName() + ")");
    }
    return new LogFolder(place, names, warn);
  }

  private static void createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (LogFile.isPosix(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }

  Logger logger() {
    return logger;
  }

  @Override
  public void close() {
    files.forEach(LogFile::close);
    ((LoggerContext) LoggerFactory.getILoggerFactory()).getStatusManager().remove(trouble);
  }
}
