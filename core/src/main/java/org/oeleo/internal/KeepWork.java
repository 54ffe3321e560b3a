package org.oeleo.internal;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.oeleo.TwoWay;
import org.oeleo.check.Change;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.event.Result;
import org.oeleo.plan.Action;
import org.oeleo.spi.Code;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;
import org.oeleo.spi.Side;

/**
 * Copies a file that has lost to its conflict name, on its own side; only then the winner may come,
 * and the copy goes to the other side like any new file. Safe for many threads.
 */
final class KeepWork implements Work {
  private final Transfer transfer;
  private final Ends ends;
  private final Entries entries;
  private final Stage stage;
  private final Agendas agendas;
  private final Work onFailure;
  private final Map<RelativePath, Pair> rivals = new ConcurrentHashMap<>();

  /** Both ends of {@code bench} are the side of the loser. */
  KeepWork(Bench bench, Stage stage, Agendas agendas) {
    this.transfer = bench.transfer();
    this.ends = bench.ends();
    this.entries = bench.entries();
    this.stage = stage;
    this.agendas = agendas;
    this.onFailure = new BringWork(bench);
  }

  /** These are going to be worked on. */
  void expect(List<Pair> pairs) {
    pairs.forEach(pair -> rivals.put(pair.path(), pair));
  }

  @Override
  public Step perform(Attempt attempt) throws IOException {
    if (attempt.candidate().code() == Code.LOCKED) {
      return entries.ended(attempt.candidate(), attempt.candidate().result(Outcome.LOCKED));
    }
    Step step = transfer.copy(attempt, Change.CHANGED);
    return step instanceof Done done ? kept(done, attempt.candidate()) : step;
  }

  @Override
  public boolean sends() {
    return true;
  }

  @Override
  public void secure(List<Arrival> arrivals) throws IOException {
    transfer.secure(arrivals);
  }

  @Override
  public Done publish(Arrival arrival) throws IOException {
    return kept(transfer.publish(arrival), arrival.candidate());
  }

  /** The ledger learns of it when both sides have it. */
  private Done kept(Done done, Candidate candidate) throws IOException {
    Side side = ends.sourceSide();
    RelativePath name = candidate.target();
    FileEntry copy = SideException.on(side, () -> ends.source().stat(name)).orElseThrow();
    View.Present view = new View.Present(copy, stage.job().clock().instant());
    boolean external = side == Side.EXTERNAL;
    if (isNew(done) && stage.job().twoWay().flatMap(TwoWay::readOnly).isEmpty()) {
      agendas.add(
          external ? Action.COPY_TO_LOCAL : Action.COPY_TO_EXTERNAL,
          Pair.nowhere(name).with(side, view));
    }
    agendas.add(
        external ? Action.COPY_TO_EXTERNAL : Action.COPY_TO_LOCAL,
        Objects.requireNonNull(rivals.remove(candidate.path())));
    stage
        .broadcast()
        .send(new Event.Warned(Printable.name(candidate.path())
            + " was changed on both sides; what was there on the "
            + side.name().toLowerCase(Locale.ROOT)
            + " side stays as " + Printable.name(name)));
    return new Done(
        Optional.empty(),
        List.of(new LedgerChange.Ended(candidate.path())),
        done.published(),
        Optional.empty());
  }

  /** One that was there before was listed, and is on the agenda already. */
  private static boolean isNew(Done done) {
    return done.result().map(Result::outcome).filter(o -> o == Outcome.COPIED).isPresent();
  }

  @Override
  public Done giveUp(Attempt attempt, SideException failure) {
    return onFailure.giveUp(attempt, failure);
  }
}
