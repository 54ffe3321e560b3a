package org.oeleo.cli;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.oeleo.Cancellation;
import org.oeleo.Disposal;
import org.oeleo.Ending;
import org.oeleo.FanOut;
import org.oeleo.FanOutReport;
import org.oeleo.FanOutReport.Part;
import org.oeleo.Report;
import org.oeleo.Worker;
import org.oeleo.event.Event;
import org.oeleo.plan.Planner;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.LedgerLockedException;

/** The workers of one {@code .env} file: they have one source and one schedule. One thread. */
sealed interface Team {
  /** The workers, at least one. */
  List<Crew.Member> members();

  /** Those who look on at what concerns all of them. */
  List<Onlooker> onlookers();

  /** One run of all of them, reported. */
  Report run(Cancellation cancellation) throws LedgerException;

  /** Tells all ledgers what is in sync already, and reports. */
  Report adopt(Cancellation cancellation) throws LedgerException;

  /** What the command ends with if this was the last run. */
  int exitCode(Report last);

  /** Says that no run could begin, unless that is said already. */
  void locked(LedgerLockedException failure);

  /** Tells all who look on. */
  default void told(Event event) {
    if (event instanceof Event.Warned failure) {
      onlookers().forEach(onlooker -> onlooker.failed(failure.text()));
    } else {
      onlookers().forEach(onlooker -> onlooker.on(event));
    }
  }

  /** The only worker of its file. */
  record Alone(Crew.Member member) implements Team {
    @Override
    public List<Crew.Member> members() {
      return List.of(member);
    }

    @Override
    public List<Onlooker> onlookers() {
      return member.onlookers();
    }

    @Override
    public Report run(Cancellation cancellation) throws LedgerException {
      return reported(Verb.RUN, member.worker().run(cancellation));
    }

    @Override
    public Report adopt(Cancellation cancellation) throws LedgerException {
      Planner.Missing missing = Planner.Missing.KEEP_CODE;
      return reported(Verb.CHECK, member.worker().adopt(missing, cancellation));
    }

    private Report reported(Verb verb, Report report) {
      member.reported(verb, report);
      return report;
    }

    @Override
    public int exitCode(Report last) {
      return last.ending().exitCode();
    }

    @Override
    public void locked(LedgerLockedException failure) {
      member.failed(String.valueOf(failure.getMessage()));
    }
  }

  /** The destinations of one file, side by side; none waits for another but at the end of a run. */
  final class Together implements Team {
    private final List<Crew.Member> members;
    private final List<Onlooker> onlookers;
    private final FanOut fanOut;
    private final IdentityHashMap<Worker, Crew.Member> byWorker = new IdentityHashMap<>();
    private boolean begun;
    private int exitCode = ExitCode.OK;

    Together(List<Crew.Member> members, List<Onlooker> onlookers, Disposal disposal) {
      this.members = List.copyOf(members);
      this.onlookers = List.copyOf(onlookers);
      this.fanOut = FanOut.of(members.stream().map(Crew.Member::worker).toList())
          .disposing(disposal)
          .withListener(event -> onlookers.forEach(onlooker -> onlooker.on(event)));
      for (int i = 0; i < members.size(); i++) {
        byWorker.put(fanOut.workers().get(i), members.get(i));
      }
    }

    @Override
    public List<Crew.Member> members() {
      return members;
    }

    @Override
    public List<Onlooker> onlookers() {
      return onlookers;
    }

    @Override
    public Report run(Cancellation cancellation) throws LedgerException {
      return whole(fanOut.run(cancellation, part -> ended(Verb.RUN, part)));
    }

    @Override
    public Report adopt(Cancellation cancellation) throws LedgerException {
      Planner.Missing missing = Planner.Missing.KEEP_CODE;
      return whole(fanOut.adopt(missing, cancellation, part -> ended(Verb.CHECK, part)));
    }

    /** Called on the worker's thread. */
    private void ended(Verb verb, Part part) {
      Crew.Member member = Optional.ofNullable(byWorker.get(part.worker())).orElseThrow();
      part.report().ifPresent(report -> member.reported(verb, report));
      if (part.failure().isPresent()) {
        member.failed(part.reason());
      }
      member.progress().on(new Event.Waiting("the other destinations", Duration.ZERO));
    }

    private Report whole(FanOutReport report) throws LedgerLockedException {
      exitCode = report.parts().stream().mapToInt(Together::exitCode).max().orElse(ExitCode.FATAL);
      report.disposal().ifPresent(this::disposed);
      Part worst = report.worst();
      boolean refused = !begun && report.parts().stream().allMatch(Part::isLocked);
      begun |= !refused;
      if (refused && worst.failure().orElseThrow() instanceof LedgerLockedException locked) {
        // As with one worker: whoever started two of them should hear of it now.
        throw locked;
      }
      return worst.report().orElseGet(() -> Report.withoutPass(worst.reason()));
    }

    private void disposed(Report report) {
      exitCode = Math.max(exitCode, report.ending().exitCode());
      if (report.ending() != Ending.COMPLETE || !report.totals().files().isEmpty()) {
        onlookers.forEach(onlooker -> onlooker.reported(Verb.RUN, report));
      }
    }

    private static int exitCode(Part part) {
      return part.isLocked() ? ExitCode.LEDGER_LOCKED : part.ending().exitCode();
    }

    @Override
    public int exitCode(Report last) {
      return exitCode;
    }

    @Override
    public void locked(LedgerLockedException failure) {
      // Each of them has said so.
    }
  }
}
