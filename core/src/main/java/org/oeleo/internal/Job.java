package org.oeleo.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.oeleo.Disposal;
import org.oeleo.Endpoint;
import org.oeleo.LedgerLocation;
import org.oeleo.MaxDelete;
import org.oeleo.OnError;
import org.oeleo.Overwrite;
import org.oeleo.RetryPolicy;
import org.oeleo.Timetable;
import org.oeleo.TwoWay;
import org.oeleo.Verify;
import org.oeleo.WhenEmpty;
import org.oeleo.check.Checker;
import org.oeleo.event.Listener;
import org.oeleo.filter.Filter;
import org.oeleo.plan.Naming;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Side;

/** Everything that is decided before a pass begins. Immutable. */
public record Job(
    Route route,
    Choice choice,
    Safety safety,
    Pace pace,
    Clock clock,
    List<Listener> listeners,
    Optional<TwoWay> twoWay) {

  /** Copies the list. */
  public Job {
    listeners = List.copyOf(listeners);
  }

  /** The same with these onlookers. */
  public Job withListeners(List<Listener> onlookers) {
    return new Job(route, choice, safety, pace, clock, onlookers, twoWay);
  }

  /**
   * The same, for files of which this is to become, later and not by this job: copies are compared
   * by their content, and nothing in the archive is a file of the source.
   */
  public Job readyFor(Disposal fate) {
    if (fate instanceof Disposal.Keep) {
      return this;
    }
    Choice listed = fate instanceof Disposal.Archive archive
        ? choice.with(choice.filter().outside(archive.folder().top()))
        : choice;
    boolean usual = safety.verify() == Verify.AUTO;
    Safety safe = usual ? safety.with(Verify.CONTENT) : safety;
    return new Job(route, listed, safe, pace, clock, listeners, twoWay);
  }

  /** The same, with this as what becomes of files that are safe. */
  public Job disposing(Disposal fate) {
    Job ready = readyFor(fate);
    return new Job(route, ready.choice, ready.safety.with(fate), pace, clock, listeners, twoWay);
  }

  /** The same, leaving alone the files of this ledger of another worker as well. */
  public Job beside(LedgerLocation other) {
    return with(route.beside(other));
  }

  /** The same, with files coming from this side. */
  Job from(Side side) {
    return with(route.from(side));
  }

  /** The same with fewer files. */
  Job only(Predicate<FileEntry> wanted) {
    return with(choice.with(choice.filter().matching(wanted)));
  }

  private Job with(Choice other) {
    return new Job(route, other, safety, pace, clock, listeners, twoWay);
  }

  private Job with(Route other) {
    return new Job(other, choice, safety, pace, clock, listeners, twoWay);
  }

  /**
   * Which ends there are, and which one the files come from.
   *
   * @param others ledgers of other workers of this process
   */
  public record Route(
      Endpoint local,
      Endpoint external,
      LedgerLocation ledger,
      List<LedgerLocation> others,
      Side source) {
    /** Copies the list. */
    public Route {
      others = List.copyOf(others);
    }

    private Route beside(LedgerLocation other) {
      List<LedgerLocation> more =
          Stream.concat(others.stream(), Stream.of(other)).toList();
      return new Route(local, external, ledger, more, source);
    }

    private Route from(Side side) {
      return new Route(local, external, ledger, others, side);
    }

    Endpoint from() {
      return source == Side.LOCAL ? local : external;
    }

    Endpoint to() {
      return source == Side.LOCAL ? external : local;
    }
  }

  /**
   * Which files there are for this worker, when they count as changed, and what they are called at
   * the other end.
   */
  public record Choice(
      Filter filter,
      Checker checker,
      int maxDepth,
      Naming naming,
      Arrival arrival,
      Duration settle) {
    private Choice with(Filter other) {
      return new Choice(other, checker, maxDepth, naming, arrival, settle);
    }
  }

  /** Whether two sources can meet in one target. */
  public enum Arrival {
    /** Each source has a target of its own, as far as the store tells letter cases apart. */
    DISTINCT,
    /** They may meet: look before the first byte. */
    MAY_COLLIDE
  }

  /**
   * What must hold before anything counts as done, and what is not risked.
   *
   * @param forgetting how many files that are gone from the source the ledger may forget at once;
   *     empty if it forgets none
   * @param disposal what becomes of the source's files that are safe
   */
  public record Safety(
      HashAlgorithm hash,
      Verify verify,
      Overwrite overwrite,
      WhenEmpty emptySource,
      WhenEmpty emptyDestination,
      Space space,
      Quarantine quarantine,
      Optional<MaxDelete> forgetting,
      Disposal disposal) {
    private Safety with(Verify means) {
      return new Safety(
          hash,
          means,
          overwrite,
          emptySource,
          emptyDestination,
          space,
          quarantine,
          forgetting,
          disposal);
    }

    private Safety with(Disposal fate) {
      return new Safety(
          hash,
          verify,
          overwrite,
          emptySource,
          emptyDestination,
          space,
          quarantine,
          forgetting,
          fate);
    }
  }

  /**
   * How full the destination may become.
   *
   * @param minFree bytes that stay free there
   * @param quota bytes that its files may have altogether
   */
  public record Space(long minFree, OptionalLong quota) {
    /** As full as it gets. */
    public static Space unlimited() {
      return new Space(0, OptionalLong.empty());
    }

    /** The same, sparing so many bytes. */
    public Space sparing(long bytes) {
      return new Space(bytes, quota);
    }

    /** The same, with so many bytes of files at most. */
    public Space holding(long bytes) {
      return new Space(minFree, OptionalLong.of(bytes));
    }
  }

  /** After how many failed runs a file is set aside, and for how long. */
  public record Quarantine(int afterRuns, Duration rest) {}

  /** How much at once, how fast, how often again, and whether on after a failure. */
  public record Pace(
      OptionalInt parallel, Timetable bandwidth, RetryPolicy retry, OnError onError) {
    /** Of disks two or three are enough; the rest waits for fsync. */
    private static final int NEAR = 8;

    private static final int FAR = 32;

    /** Of an end that cannot be looked at, nobody knows what it bears. */
    private static final int UNKNOWN = 1;

    /** How many files move at once between these two ends. */
    int hands(Ends ends) {
      return parallel.orElse(ends.sendsUnseen() ? UNKNOWN : ends.isRemote() ? FAR : NEAR);
    }
  }
}
