package org.oeleo.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.event.Result;
import org.oeleo.plan.Action;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.RelativePath;
import org.oeleo.spi.Side;

/**
 * Joins pairs with the ledger and says of each what is to be done with it, as far as that needs no
 * reading. The run's thread only.
 */
final class Sorting implements Sightings.Taker {
  private static final int CHUNK = 500;

  private final Stage stage;
  private final Ends ends;
  private final Bookkeeper ledger;
  private final TwoWayJudge judge;
  private final Agendas agendas;
  private final Sides sides;
  private final OwnRows ownRows;
  private List<Pair> chunk = new ArrayList<>();
  private long known;

  /**
   * What is to be known of whole sides.
   *
   * @param incomplete those of which not everything could be listed: nothing is missing there
   * @param refilled those that are empty and are to be filled again from the other
   * @param names what each holds
   */
  record Sides(Collection<Side> incomplete, Collection<Side> refilled, Map<Side, SideNames> names) {
    private boolean holdsTwin(Side side, RelativePath path) {
      return Objects.requireNonNull(names.get(side)).holdsTwinOf(path);
    }

    private boolean hides(Side side, RelativePath path) {
      return incomplete.contains(side)
          || Objects.requireNonNull(names.get(side)).hides(path);
    }
  }

  Sorting(
      Stage stage, Ends ends, Bookkeeper ledger, TwoWayJudge judge, Agendas agendas, Sides sides) {
    this.stage = stage;
    this.ends = ends;
    this.ledger = ledger;
    this.judge = judge;
    this.agendas = agendas;
    this.sides = sides;
    this.ownRows = new OwnRows(stage.job().choice());
  }

  @Override
  public void take(Pair pair) throws IOException {
    chunk.add(trusted(pair));
    if (chunk.size() == CHUNK) {
      finish();
    }
  }

  /** A file that only cannot be seen is not gone. */
  private Pair trusted(Pair pair) {
    Pair seen = pair;
    for (Side side : Side.values()) {
      if (seen.on(side) instanceof View.Absent
          && (sides.hides(side, pair.path()) || sides.holdsTwin(side, pair.path()))) {
        seen = seen.with(side, new View.Unseen());
      }
    }
    return seen;
  }

  /** Sorts those that are still held back. */
  void finish() throws LedgerException {
    Map<RelativePath, LedgerEntry> rows =
        ledger.find(chunk.stream().map(Pair::path).toList());
    for (Pair pair : chunk) {
      sort(pair, TwoWayCandidates.row(rows, pair.path()));
    }
    chunk = new ArrayList<>();
  }

  /** How many files there were of which the ledger knows. */
  long known() {
    return known;
  }

  private void sort(Pair pair, Optional<LedgerEntry> row) {
    Optional<LedgerEntry> memory =
        isToBeRefilled(pair) ? row.map(known -> known.withoutAgreement(pair.path())) : row;
    if (row.isPresent() && file(pair).isPresent()) {
      known++;
    }
    Optional<Action> action = judge.glance(pair, memory);
    if (action.isEmpty()) {
      agendas.doubt(pair);
    } else if (action.get() == Action.FORGET) {
      row.filter(ownRows::contains).ifPresent(known -> agendas.add(Action.FORGET, pair));
    } else {
      settle(action.get(), pair);
    }
  }

  /** A side that was emptied has deleted nothing. */
  private boolean isToBeRefilled(Pair pair) {
    return sides.refilled().stream().anyMatch(side -> pair.on(side) instanceof View.Absent);
  }

  private void settle(Action action, Pair pair) {
    switch (action) {
      case LEAVE -> leave(pair);
      case LEAVE_LOCKED -> tell(pair, Outcome.LOCKED);
      // Whoever reads it says why it is set aside.
      case LEAVE_QUARANTINED -> agendas.doubt(pair);
      default -> agendas.add(action, pair);
    }
  }

  private void leave(Pair pair) {
    boolean isTwin = Stream.of(Side.values())
        .anyMatch(side -> pair.on(side) instanceof View.Unseen
            && sides.holdsTwin(side, pair.path())
            && pair.on(side.opposite()) instanceof View.Present);
    if (isTwin && file(pair).isPresent()) {
      tell(result(pair, Outcome.KEPT).because(LetterCase.REASON));
    } else {
      tell(pair, Outcome.UNCHANGED);
    }
  }

  private void tell(Pair pair, Outcome outcome) {
    if (file(pair).isPresent()) {
      tell(result(pair, outcome));
    }
  }

  private Result result(Pair pair, Outcome outcome) {
    String place = ends.on(Side.EXTERNAL).locate(pair.path());
    return Result.of(pair.path(), place, file(pair).orElseThrow().size(), outcome);
  }

  private static Optional<FileEntry> file(Pair pair) {
    return pair.local().present().or(() -> pair.external().present()).map(View.Present::entry);
  }

  private void tell(Result result) {
    stage.tally().add(result);
    stage.broadcast().send(new Event.FileFinished(result));
  }
}
