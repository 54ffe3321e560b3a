package org.oeleo.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oeleo.Disposal;
import org.oeleo.Ending;
import org.oeleo.crash.CrashPoint;
import org.oeleo.spi.Capabilities;
import org.oeleo.spi.Capability;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.RelativePath;

/**
 * After the copying: deletes or archives what is safe at every destination. The ledgers decide, on
 * a listing of the source made now; they are told before anything goes, so that a pass that is cut
 * off leaves nothing to be surprised at. The run's thread only.
 */
final class Disposing {
  private static final int CHUNK = 500;

  private final Stage stage;
  private final Ends ends;
  private final List<Holder> holders;
  private final Instant since;
  private final List<Crew> crews;

  /**
   * At the end of a pass.
   *
   * @param ends of which the source matters here
   * @param holders every destination
   * @param since when the pass began; what was verified since need not be looked at again
   * @param crews every crew is added, to be closed at the end of the pass
   */
  Disposing(Stage stage, Ends ends, List<Holder> holders, Instant since, List<Crew> crews) {
    this.stage = stage;
    this.ends = ends;
    this.holders = List.copyOf(holders);
    this.since = since;
    this.crews = crews;
  }

  static boolean isWanted(Job job) {
    return !(job.safety().disposal() instanceof Disposal.Keep);
  }

  /** Before anything is copied: the source can do what will be asked of it. */
  static void requireMeans(Job job, Ends ends) {
    boolean archives = job.safety().disposal() instanceof Disposal.Archive;
    if (archives && !ends.source().capabilities().has(Capability.MOVE)) {
      throw new StopSignal(new Stop(
          Ending.MISCONFIGURED,
          job.route().from() + " cannot move files, so nothing can be archived there:"
              + " use OELEO_DISPOSAL=keep or delete"));
    }
    if (isWanted(job) && ends.sendsUnseen()) {
      throw new StopSignal(new Stop(
          Ending.MISCONFIGURED,
          job.route().to() + " only takes files: nobody can compare what it has, so the source"
              + " keeps them (OELEO_DISPOSAL)"));
    }
  }

  void go() throws IOException {
    Job job = stage.job();
    letSettle();
    try (Spoils spoils = new Spoils(job.choice().filter().dated(), ends.sourceSide());
        Agenda doubtful = new Agenda()) {
      Roundup roundup = new Roundup(stage, ends, holders, since);
      roundup.into(spoils, doubtful);
      lookAt(doubtful, spoils);
      if (!spoils.isEmpty()) {
        for (Holder holder : holders) {
          new TwoRoads(holder).refuse();
        }
      }
      dispose(spoils);
      roundup.folders().delete(spoils);
    }
  }

  /**
   * The clock of another machine may be behind ours, so that a file which is being written looks as
   * if it had been still for long. So it has to be, by our own clock, before the last listing.
   */
  private void letSettle() {
    Capabilities source = ends.source().capabilities();
    boolean tells = source.has(Capability.LOCAL_FILES) || source.has(Capability.CONTENT_TAGS);
    try {
      if (!tells && stage.cancellation().await(stage.job().choice().settle())) {
        throw new StopSignal(Stop.cancelled());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StopSignal(Stop.cancelled());
    }
  }

  private void lookAt(Agenda doubtful, Spoils spoils) throws IOException {
    LookWork work = new LookWork(spoils);
    through(doubtful::forEach, work, pairs -> {
      for (Holder holder : holders) {
        Map<RelativePath, LedgerEntry> rows = holder.rows(paths(pairs));
        rows.values().forEach(row -> work.expect(holder.copy(row)));
      }
    });
  }

  private void dispose(Spoils spoils) throws IOException {
    DisposeWork work = new DisposeWork(ends, stage.job());
    through(spoils::forEach, work, pairs -> {
      Instant now = stage.job().clock().instant();
      List<LedgerChange.Disposed> marks = pairs.stream()
          .map(pair -> new LedgerChange.Disposed(pair.path(), now))
          .toList();
      for (Holder holder : holders) {
        holder.ledger().record(marks);
      }
      CrashPoint.DISPOSING.passed();
    });
    List<LedgerChange.Remains> still =
        work.remaining().stream().map(LedgerChange.Remains::new).toList();
    for (Holder holder : holders) {
      holder.ledger().record(still);
    }
  }

  private static List<RelativePath> paths(List<Pair> pairs) {
    return pairs.stream().map(Pair::path).toList();
  }

  /** Goes through something, a few at a time. */
  private interface Series {
    void forEach(int atOnce, Agenda.Taker taker) throws IOException;
  }

  /** Has these worked on by a crew of their own, each few after {@code before}. */
  private void through(Series series, Work work, Agenda.Taker before) throws IOException {
    Holder first = holders.get(0);
    Ends here = Ends.within(ends.source(), ends.sourceSide());
    Bench bench = new Bench(stage, stage.job(), here, first.ledger().id());
    Crew crew = new Crew(stage.job(), bench, work, stage.cancellation());
    crews.add(crew);
    Leftovers none = new Leftovers(List.of(), bench);
    Recorder recorder = new Recorder(first.ledger(), here, stage.tally(), stage.broadcast());
    Foreman foreman = new Foreman(first.ledger(), bench, crew, recorder, none);
    try {
      series.forEach(CHUNK, pairs -> {
        stopIfCancelled();
        before.take(pairs);
        foreman.handOn(candidates(pairs));
      });
      foreman.finish();
    } catch (RuntimeException | IOException e) {
      foreman.abandon();
      throw e;
    }
  }

  private void stopIfCancelled() {
    if (stage.cancellation().isCancelled()) {
      throw new StopSignal(Stop.cancelled());
    }
  }

  private List<Candidate> candidates(List<Pair> pairs) {
    List<Candidate> candidates = new ArrayList<>(pairs.size());
    for (Pair pair : pairs) {
      View.Present file = pair.on(ends.sourceSide()).present().orElseThrow();
      candidates.add(new Candidate(
          file.entry(),
          file.seen(),
          pair.path(),
          ends.source().locate(pair.path()),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          new View.Unseen()));
    }
    return candidates;
  }
}
