package org.oeleo.cli;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.oeleo.event.Listener;
import org.oeleo.settings.SettingsException;

/** Those who look on at the workers of one call of the command, and what they write on. */
final class Audience implements AutoCloseable {
  private final Session session;
  private final Display display;
  private final Logging logging;
  private final boolean several;

  private Audience(Session session, Display display, Logging logging, boolean several) {
    this.session = session;
    this.display = display;
    this.logging = logging;
    this.several = several;
  }

  /**
   * Opens the logs.
   *
   * @param several whether it has to be said of which worker something is told
   */
  static Audience of(Session session, List<LogPlace> logs, boolean several)
      throws SettingsException {
    Surroundings around = session.surroundings();
    // JSON lines are for programs: nothing may be drawn between them.
    Terminal terminal = session.isJson() ? Terminal.none() : around.terminal();
    Screen screen = new Screen(around.out(), around.err(), terminal);
    Logging logging = Logging.to(screen, session.verbosity(), logs);
    return new Audience(session, new Display(screen), logging, several);
  }

  /** A line on the display. */
  Listener progress(String label) {
    return session.isJson() ? event -> {} : display.add(label);
  }

  /** Whoever is told of what goes by this label. */
  List<Onlooker> onlookers(Setup setup, String label, Listener progress) throws SettingsException {
    List<Onlooker> onlookers = new ArrayList<>();
    if (session.isJson()) {
      onlookers.add(new JsonOnlooker(label, session.out(), Clock.systemUTC()));
    } else {
      onlookers.add(new TextOnlooker(
          display.screen(), progress, session.verbosity(), several ? label + ": " : ""));
    }
    LogPlace.of(setup.settings())
        .map(place -> logging.in(place.folder()))
        .ifPresent(log -> onlookers.add(new LogOnlooker(label, log, session.verbosity())));
    return onlookers;
  }

  /** Begins to show how far all are. */
  void start() {
    if (!session.isJson() && session.verbosity() != Session.Verbosity.QUIET) {
      display.start();
    }
  }

  @Override
  public void close() {
    display.close();
    logging.close();
  }
}
