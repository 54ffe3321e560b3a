package org.oeleo.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.oeleo.settings.SettingsException;
import org.slf4j.LoggerFactory;

/** The log files of one call of the command, one for each folder. One thread opens and closes. */
final class Logging implements AutoCloseable {
  private final Map<Path, LogFolder> folders = new LinkedHashMap<>();
  private final Consumer<String> warn;

  private Logging(Consumer<String> warn) {
    this.warn = warn;
  }

  /**
   * No log but files, and with {@link Session.Verbosity#DECISIONS} the screen; what keeps a log
   * from being written is said on the screen as well.
   */
  static Logging to(Screen screen, Session.Verbosity verbosity, Collection<LogPlace> places)
      throws SettingsException {
    Logging logging = new Logging(text -> screen.warn("oeleo: warning: " + text));
    boolean onScreen = verbosity == Session.Verbosity.DECISIONS;
    if (!onScreen && places.isEmpty()) {
      silence();
      return logging;
    }
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.reset();
      context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
      if (onScreen) {
        show(context, screen);
      }
      if (onScreen || places.stream().anyMatch(LogPlace::wantsDetails)) {
        context.getLogger("org.oeleo").setLevel(Level.DEBUG);
      }
    }
    try {
      for (LogPlace place : shaped(places)) {
        logging.folders.put(place.folder(), LogFolder.open(place, verbosity, logging.warn));
      }
    } catch (SettingsException e) {
      logging.close();
      throw e;
    }
    return logging;
  }

  /** Spares the time to load logback for nothing; heard by SLF4J only if it is asleep still. */
  private static void silence() {
    if (System.getProperty("slf4j.provider") == null) {
      System.setProperty("slf4j.internal.verbosity", "ERROR");
      System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
    }
  }

  private static void show(LoggerContext context, Screen screen) {
    ScreenAppender appender = new ScreenAppender(screen);
    appender.setContext(context);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
  }

  /** Each folder once, with a file for each level if any of its workers asks for them. */
  private static Collection<LogPlace> shaped(Collection<LogPlace> places) {
    Map<Path, LogPlace> shaped = new LinkedHashMap<>();
    places.forEach(place ->
        shaped.merge(place.folder(), place, (one, other) -> one.wantsDetails() ? one : other));
    return shaped.values();
  }

  /** The log of this folder, one of those asked for. */
  Logger in(Path folder) {
    LogFolder log = folders.get(folder);
    if (log == null) {
      throw new IllegalArgumentException("no log in " + folder);
    }
    return log.logger();
  }

  @Override
  public void close() {
    folders.values().forEach(LogFolder::close);
  }

  /** What libraries log, above what is drawn. */
  private static final class ScreenAppender extends AppenderBase<ILoggingEvent> {
    private final Screen screen;

    private ScreenAppender(Screen screen) {
      this.screen = screen;
    }

    @Override
    protected void append(ILoggingEvent event) {
      screen.warn(LogLine.of(event));
    }
  }
}
