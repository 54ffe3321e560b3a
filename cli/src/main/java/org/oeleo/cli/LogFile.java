package org.oeleo.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;
import org.oeleo.ProgramSettings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Printable;
import org.slf4j.LoggerFactory;

/**
 * The file {@code oeleo.log} of one folder, 10 MiB at most, with up to nine older ones beside it.
 * What libraries log goes into every open one. Safe for many threads.
 */
final class LogFile implements AutoCloseable {
  private static final String NAME = "oeleo.log";
  private static final String OLDER = "oeleo.%i.log";
  private static final int MOST_OLDER = 9;
  private static final long MOST_BYTES = 10L << 20;

  private final Logger logger;
  private final Logger libraries;
  private final RollingFileAppender<ILoggingEvent> appender;
  private final LogTrouble trouble;

  private LogFile(Path folder, Consumer<String> warn) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    trouble = new LogTrouble(folder.resolve(NAME), warn);
    context.getStatusManager().add(trouble);
    appender = appender(context, folder);
    logger = context.getLogger("oeleo.log in " + folder);
    logger.setAdditive(false);
    logger.setLevel(Level.DEBUG);
    logger.addAppender(appender);
    libraries = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    libraries.addAppender(appender);
  }

  /**
   * Opens the log of this folder, which is made if it is missing.
   *
   * @param warn told once, as soon as it cannot be written any more
   * @throws SettingsException if nothing can be written there
   */
  static LogFile in(Path folder, Consumer<String> warn) throws SettingsException {
    try {
      createFolder(folder);
      createFile(folder.resolve(NAME));
      if (!Files.isWritable(folder.resolve(NAME))) {
        throw new IOException("may not be written to");
      }
    } catch (IOException e) {
      throw new SettingsException(
          ProgramSettings.LOG_DIR.variable(),
          "names a folder that cannot be written to: " + Printable.name(folder) + " ("
              + e.getClass().getSimpleName() + ")");
    }
    return new LogFile(folder, warn);
  }

  private static void createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (isPosix(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }

  /**
   * Made by us and not by the appender, so that it is nobody else's to read from the first byte.
   */
  private static void createFile(Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    if (isPosix(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(file);
    }
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static RollingFileAppender<ILoggingEvent> appender(LoggerContext context, Path folder) {
    RollingFileAppender<ILoggingEvent> appender = new PrivateAppender();
    appender.setContext(context);
    appender.setName(folder.toString());
    appender.setFile(folder.resolve(NAME).toString());
    LogLine encoder = new LogLine();
    encoder.setContext(context);
    encoder.start();
    appender.setEncoder(encoder);
    FixedWindowRollingPolicy older = new FixedWindowRollingPolicy();
    older.setContext(context);
    older.setParent(appender);
    older.setFileNamePattern(folder.resolve(OLDER).toString());
    older.setMaxIndex(MOST_OLDER);
    older.start();
    appender.setRollingPolicy(older);
    SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
    size.setContext(context);
    size.setMaxFileSize(new FileSize(MOST_BYTES));
    // Looked at with each line: in a second a run with many small files writes megabytes.
    size.setCheckIncrement(Duration.buildByMilliseconds(0));
    size.start();
    appender.setTriggeringPolicy(size);
    appender.start();
    return appender;
  }

  /** Keeps each new file after a rotation to its owner as well. */
  private static final class PrivateAppender extends RollingFileAppender<ILoggingEvent> {
    @Override
    public void openFile(String name) throws IOException {
      createFile(Path.of(name));
      super.openFile(name);
    }
  }

  Logger logger() {
    return logger;
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
    libraries.detachAppender(appender);
    appender.stop();
    ((LoggerContext) LoggerFactory.getILoggerFactory()).getStatusManager().remove(trouble);
  }
}
