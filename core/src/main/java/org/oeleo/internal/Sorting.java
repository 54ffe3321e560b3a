package org.oeleo.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private List<Pair> chunk = new ArrayList<>();

  /**
   * What is to be known of whole sides.
   *
   * @param incomplete those of which not everything could be listed: nothing is missing there
   * @param refilled those that are empty and are to be filled again from the other
   * @param names what each holds, where letter case does not tell files apart on both
   */
  record Sides(
      Collection<Side> incomplete, Collection<Side> refilled, Map<Side, FoldedNames> names) {
    private boolean holdsTwin(Side side, RelativePath path) {
      return names.containsKey(side) && names.get(side).contains(path);
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
  }

  @Override
  public void take(Pair pair) throws IOException {
    chunk.add(trusted(pair));
    if (chunk.size() == CHUNK) {
      finish();
    }
  }

  private Pair trusted(Pair pair) {
    Pair seen = pair;
    for (Side side : Side.values()) {
      if (seen.on(side) instanceof View.Absent) {
        // Where only the case of its letters was changed, a file is neither here nor gone.
        boolean inDoubt = sides.incomplete().contains(side) || sides.holdsTwin(side, pair.path());
        seen = inDoubt ? seen.with(side, new View.Unseen()) : seen;
      }
    }
    return seen;
  }

  /** Sorts those that are still held back. */
  void finish() throws LedgerException {
    Map<RelativePath, LedgerEntry> rows =
        ledger.find(chunk.stream().map(Pair::path).toList());
    for (Pair pair : chunk) {
      sort(
          pair,
          Optional.ofNullable(rows.get(pair.path())).filter(row -> row.path().equals(pair.path())));
    }
    chunk = new ArrayList<>();
  }

  private void sort(Pair pair, Optional<LedgerEntry> row) {
    Optional<LedgerEntry> memory = isToBeRefilled(pair) ? Optional.empty() : row;
    Optional<Action> action = judge.glance(pair, memory);
    if (action.isEmpty()) {
      agendas.doubt(pair);
    } else if (action.get() == Action.FORGET) {
      row.filter(this::isOurs).ifPresent(known -> agendas.add(Action.FORGET, pair));
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
      case LEAVE -> tell(pair, Outcome.UNCHANGED);
      case LEAVE_LOCKED -> tell(pair, Outcome.LOCKED);
      // Whoever reads it says why it is set aside.
      case LEAVE_QUARANTINED -> agendas.doubt(pair);
      default -> agendas.add(action, pair);
    }
  }

  private void tell(Pair pair, Outcome outcome) {
    Optional<FileEntry> file =
        pair.local().present().or(() -> pair.external().present()).map(View.Present::entry);
    if (file.isPresent()) {
      Result result = Result.of(
          pair.path(), ends.on(Side.EXTERNAL).locate(pair.path()), file.get().size(), outcome);
      stage.tally().add(result);
      stage.broadcast().send(new Event.FileFinished(result));
    }
  }

  /** Whether it is about a file of this worker; a subset must not make it forget the rest. */
  private boolean isOurs(LedgerEntry row) {
    Job.Choice choice = stage.job().choice();
    return !row.genuine()
        && row.path().depth() <= choice.maxDepth()
        && entersFolders(row.path(), choice)
        && choice.filter().accepts(asListed(row));
  }

  private static boolean entersFolders(RelativePath path, Job.Choice choice) {
    Optional<RelativePath> folder = path.parent();
    return folder.isEmpty()
        || (choice.filter().enters(folder.get()) && entersFolders(folder.get(), choice));
  }

  private static FileEntry asListed(LedgerEntry row) {
    return row.local()
        .or(row::external)
        .map(f -> new FileEntry(row.path(), f.size(), f.modified(), f.modified(), f.tag()))
        .orElseGet(() -> FileEntry.of(row.path(), 0, java.time.Instant.EPOCH));
  }
}
