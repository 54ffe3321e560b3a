package org.oeleo.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.oeleo.Ending;
import org.oeleo.MaxDelete;
import org.oeleo.TwoWay;
import org.oeleo.WhenEmpty;
import org.oeleo.crash.CrashPoint;
import org.oeleo.event.Event;
import org.oeleo.plan.Action;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.Capability;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.Side;

/**
 * Keeps two sides alike: lists both, decides about every path, and only then changes anything,
 * losing nothing on the way: what is to be kept first, then what is to be brought, then what is to
 * be deleted.
 */
final class TwoWayCourse implements Course {
  /** What a ledger for this is dedicated to. */
  static final String PURPOSE = "sync";

  private final Stage stage;
  private final TwoWay rules;
  private final List<Crew> crews = new ArrayList<>();
  private Optional<SideException> unreadable = Optional.empty();

  TwoWayCourse(Stage stage) {
    this.stage = stage;
    this.rules = stage.job().twoWay().orElseThrow();
  }

  @Override
  public void go(Ends opened, Bookkeeper ledger) throws IOException {
    Ends ends = opened.from(Side.LOCAL);
    try (StuckCalls stuck = StuckCalls.watch(stage.cancellation(), ends::close);
        Agendas agendas = new Agendas()) {
      new Guards(stage.job().from(Side.LOCAL), ends, ledger).requireBothRoots(stage.mode());
      requirePurpose(ledger);
      requireWholeFiles(ends);
      CrashPoint.ENDS_READY.passed();
      try {
        work(ends, ledger, agendas);
      } catch (StopSignal | IOException e) {
        stuck.callOff();
        throw e;
      }
    }
  }

  /**
   * In a ledger that has seen files go one way only, a file that was removed from one side since
   * looks like a deletion that the other side has missed.
   */
  private void requirePurpose(Bookkeeper ledger) throws LedgerException {
    if (ledger.purpose().filter(PURPOSE::equals).isPresent()) {
      return;
    }
    if (ledger.agreedCount() > 0) {
      throw new StopSignal(new Stop(
          Ending.MISCONFIGURED,
          "the ledger " + stage.job().route().ledger() + " was made by OELEO_MODE=push or pull:"
              + " files removed from one side since would count as deleted. Use another"
              + " OELEO_DB_NAME; what is equal on both sides is not sent again"));
    }
    if (!stage.mode().isReadOnly()) {
      ledger.dedicate(PURPOSE);
    }
  }

  /** What a transfer that was cut off leaves under its own name would look like an edit. */
  private void requireWholeFiles(Ends ends) {
    for (Side side : Side.values()) {
      boolean written = rules.readOnly().filter(side::equals).isEmpty();
      if (written && ends.from(side.opposite()).writesInPlace()) {
        throw new StopSignal(new Stop(
            Ending.MISCONFIGURED,
            "the " + side.name().toLowerCase(Locale.ROOT) + " side shows files while they are"
                + " written; both ways need a connector that can move them into place"));
      }
    }
  }

  private void work(Ends ends, Bookkeeper ledger, Agendas agendas) throws IOException {
    Turns turns = new Turns(stage, ends, ledger, agendas, crews);
    if (!stage.mode().isReadOnly()) {
      turns.takeUpLeftovers();
    }
    long known = decide(ends, ledger, agendas, turns);
    if (stage.mode().isReadOnly()) {
      new Forecast(stage, ends).tell(agendas);
    }
    requireFewDeletions(known, agendas);
    if (stage.mode().isReadOnly()) {
      return;
    }
    keepLosers(agendas, turns);
    announce(agendas);
    turns.bring(Side.LOCAL);
    turns.bring(Side.EXTERNAL);
    turns.delete(Side.EXTERNAL);
    turns.delete(Side.LOCAL);
    turns.forget();
    turns.sweepLeftovers();
    CrashPoint.ENDING.passed();
  }

  /** Puts everything on the agendas; how many files the ledger knows of. */
  private long decide(Ends ends, Bookkeeper ledger, Agendas agendas, Turns turns)
      throws IOException {
    try (Sightings sightings = new Sightings()) {
      Sorting.Sides sides = survey(ends, sightings);
      requireContent(sides.refilled(), ledger);
      addRows(ledger, sightings);
      Sorting sorting = new Sorting(stage, ends, ledger, turns.judge(), agendas, sides);
      sightings.pairs(sorting);
      sorting.finish();
      turns.judge(Side.LOCAL);
      turns.judge(Side.EXTERNAL);
      return sorting.known();
    }
  }

  private Sorting.Sides survey(Ends ends, Sightings sightings) throws IOException {
    Set<Side> incomplete = EnumSet.noneOf(Side.class);
    Set<Side> empty = EnumSet.noneOf(Side.class);
    Map<Side, SideNames> names = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      SideNames here = foldsCase(ends) ? SideNames.folded() : SideNames.exact();
      names.put(side, here);
      SideSurvey found = new SideSurvey(stage, side, sightings, here);
      Survey survey = new Survey(stage, stage.job().from(side), ends.from(side), found);
      survey.run();
      if (survey.unreadable().isPresent()) {
        unreadable = survey.unreadable();
        incomplete.add(side);
      } else if (!survey.sawAnything()) {
        empty.add(side);
      }
    }
    return new Sorting.Sides(incomplete, empty, names);
  }

  private static boolean foldsCase(Ends ends) {
    return Stream.of(ends.source(), ends.destination())
        .anyMatch(store -> store.capabilities().has(Capability.CASE_INSENSITIVE));
  }

  private static void addRows(Bookkeeper ledger, Sightings sightings) throws IOException {
    try {
      ledger.forEach(row -> {
        try {
          sightings.addRow(row.path());
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      });
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** A side that held files and is empty now is not to be believed, and never empties the other. */
  private void requireContent(Collection<Side> empty, Bookkeeper ledger) throws LedgerException {
    for (Side side : empty) {
      WhenEmpty meaning = side == Side.LOCAL
          ? stage.job().safety().emptySource()
          : stage.job().safety().emptyDestination();
      long before = ledger.agreedCount();
      if (meaning == WhenEmpty.PAUSE && before > 0) {
        boolean local = side == Side.LOCAL;
        throw new StopSignal(new Stop(
            local ? Ending.SOURCE_GONE : Ending.DESTINATION_LOST,
            "the " + (local ? "local" : "external") + " side is empty, although " + before
                + " files were in sync: is it mounted? ("
                + (local ? "OELEO_EMPTY_SOURCE" : "OELEO_EMPTY_DESTINATION")
                + "=accept fills it again from the other side)"));
      }
    }
  }

  private void requireFewDeletions(long known, Agendas agendas) {
    MaxDelete limit = rules.maxDelete();
    for (Action action : List.of(Action.DELETE_LOCAL, Action.DELETE_EXTERNAL)) {
      long deletions = agendas.of(action).files();
      if (!limit.allows(deletions, known)) {
        String side = action == Action.DELETE_LOCAL ? "external" : "local";
        throw new StopSignal(new Stop(
            Ending.MISCONFIGURED,
            deletions + " of " + known + " files are gone from the " + side
                + " side, more than OELEO_MAX_DELETE=" + limit
                + " allows; nothing was changed. If this is right, run once with"
                + " --max-delete=" + deletions));
      }
    }
  }

  private void keepLosers(Agendas agendas, Turns turns) throws IOException {
    if (rules.loser() == TwoWay.Loser.KEEP) {
      turns.keepLosers(Action.EXTERNAL_WINS, Side.LOCAL);
      turns.keepLosers(Action.LOCAL_WINS, Side.EXTERNAL);
    } else {
      agendas
          .of(Action.EXTERNAL_WINS)
          .forEach(1, pairs -> agendas.add(Action.COPY_TO_LOCAL, pairs.get(0)));
      agendas
          .of(Action.LOCAL_WINS)
          .forEach(1, pairs -> agendas.add(Action.COPY_TO_EXTERNAL, pairs.get(0)));
    }
  }

  private void announce(Agendas agendas) {
    Agenda there = agendas.of(Action.COPY_TO_EXTERNAL);
    Agenda here = agendas.of(Action.COPY_TO_LOCAL);
    stage
        .broadcast()
        .send(new Event.Queued(there.files() + here.files(), there.bytes() + here.bytes()));
  }

  @Override
  public Optional<SideException> unreadable() {
    return unreadable;
  }

  @Override
  public void close() {
    crews.forEach(Crew::close);
  }
}
