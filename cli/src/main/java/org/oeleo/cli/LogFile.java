package org.oeleo.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
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
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * A log file, 10 MiB at most, with up to nine older ones beside it: {@code oeleo.log} and
 * {@code oeleo.1.log}. Safe for many threads.
 */
final class LogFile implements AutoCloseable {
  private static final String ENDING = ".log";
  private static final int MOST_OLDER = 9;
  private static final long MOST_BYTES = 10L << 20;

  private final List<Logger> loggers;
  private final RollingFileAppender<ILoggingEvent> appender;

  /** With what these loggers are given from {@code level} on. */
  LogFile(Path file, Level level, List<Logger> loggers) {
    this.loggers = List.copyOf(loggers);
    appender = appender((LoggerContext) LoggerFactory.getILoggerFactory(), file);
    ThresholdFilter threshold = new ThresholdFilter();
    threshold.setLevel(level.levelStr);
    threshold.start();
    appender.addFilter(threshold);
    loggers.forEach(logger -> logger.addAppender(appender));
  }

  static Path path(Path folder, String name) {
    return folder.resolve(name + ENDING);
  }

  /** Makes the file if it is missing. */
  static void requireWritable(Path file) throws IOException {
    createFile(file);
    if (!Files.isWritable(file)) {
      throw new IOException("may not be written to");
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

  static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static RollingFileAppender<ILoggingEvent> appender(LoggerContext context, Path file) {
    RollingFileAppender<ILoggingEvent> appender = new PrivateAppender();
    appender.setContext(context);
    appender.setName(file.toString());
    appender.setFile(file.toString());
    LogLine encoder = new LogLine();
    encoder.setContext(context);
    encoder.start();
    appender.setEncoder(encoder);
    FixedWindowRollingPolicy older = new FixedWindowRollingPolicy();
    older.setContext(context);
    older.setParent(appender);
    older.setFileNamePattern(file.toString().replaceFirst("\\.log$", ".%i.log"));
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

  @Override
  public void close() {
    loggers.forEach(logger -> logger.detachAppender(appender));
    appender.stop();
  }
}
