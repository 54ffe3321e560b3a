package org.oeleo;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.oeleo.check.Checker;
import org.oeleo.event.Listener;
import org.oeleo.filter.Filter;
import org.oeleo.internal.Job;
import org.oeleo.plan.Naming;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Side;

/**
 * Puts a {@link Worker} together; both ends and the ledger are required, the rest has the defaults
 * of the settings. One thread at a time.
 */
public final class WorkerBuilder {
  private Optional<Endpoint> local = Optional.empty();
  private Optional<Endpoint> external = Optional.empty();
  private Optional<LedgerLocation> ledger = Optional.empty();
  private Side source = Side.LOCAL;
  private Filter filter = Filter.everything();
  private Checker checker = Checker.checksum();
  private int maxDepth = Integer.MAX_VALUE;
  private Naming naming = Naming.tree();
  private Job.Arrival arrival = Job.Arrival.DISTINCT;
  private Duration settle = WorkerSettings.SETTLE.fallback().orElseThrow();
  private HashAlgorithm hash = HashAlgorithm.SHA256;
  private Verify verify = Verify.AUTO;
  private Overwrite overwrite = Overwrite.REPLACE;
  private WhenEmpty emptySource = WhenEmpty.PAUSE;
  private WhenEmpty emptyDestination = WhenEmpty.PAUSE;
  private Job.Space space = Job.Space.unlimited();
  private int quarantineAfter = WorkerSettings.QUARANTINE_AFTER.fallback().orElseThrow();
  private Duration quarantine = WorkerSettings.QUARANTINE.fallback().orElseThrow();
  private OptionalInt parallel = OptionalInt.empty();
  private Timetable bandwidth = Timetable.unlimited();
  private RetryPolicy retry = RetryPolicy.standard();
  private Optional<MaxDelete> forgetting = Optional.empty();
  private Disposal disposal = Disposal.keep();
  private OnError onError = OnError.CONTINUE;
  private Clock clock = Clock.system(ZoneId.systemDefault());
  private final List<Listener> listeners = new ArrayList<>();
  private Optional<TwoWay> twoWay = Optional.empty();

  WorkerBuilder() {}

  /** The local end. */
  public WorkerBuilder local(Endpoint endpoint) {
    local = Optional.of(endpoint);
    return this;
  }

  /** A folder of this machine as the local end. */
  public WorkerBuilder local(Path folder) {
    return local(Endpoint.ofFolder(folder));
  }

  /** The external end. */
  public WorkerBuilder external(Endpoint endpoint) {
    external = Optional.of(endpoint);
    return this;
  }

  /** A folder of this machine as the external end. */
  public WorkerBuilder external(Path folder) {
    return external(Endpoint.ofFolder(folder));
  }

  /** The ledger. */
  public WorkerBuilder ledger(LedgerLocation location) {
    ledger = Optional.of(location);
    return this;
  }

  /** An SQLite file as the ledger. */
  public WorkerBuilder ledger(Path file) {
    try {
      return ledger(new LedgerLocation(
          Providers.onClassPath().bookkeeper("sqlite", "ledger"),
          file.toString(),
          Settings.of(Map.of())));
    } catch (SettingsException e) {
      throw new IllegalStateException("the SQLite ledger is missing from this installation", e);
    }
  }

  /** Where files come from; {@link Side#LOCAL} unless said otherwise. */
  public WorkerBuilder from(Side side) {
    source = side;
    return this;
  }

  /**
   * A run keeps both ends alike, instead of copying from one to the other. Files have the same path
   * on both: {@link #flat} and {@link #naming} do not go with it.
   */
  public WorkerBuilder twoWay(TwoWay rules) {
    twoWay = Optional.of(rules);
    return from(Side.LOCAL);
  }

  /** Which files there are for this worker; all, unless said otherwise. */
  public WorkerBuilder filter(Filter choice) {
    filter = choice;
    return this;
  }

  /** When a file counts as changed; by checksum, unless said otherwise. */
  public WorkerBuilder checker(Checker rule) {
    checker = rule;
    return this;
  }

  /**
   * How many levels of folders are looked into: 1 is the files directly below the root; all, unless
   * said otherwise.
   */
  public WorkerBuilder maxDepth(int levels) {
    maxDepth = levels;
    return this;
  }

  /**
   * All files go directly below the destination's root; two of one name are reported and not sent.
   */
  public WorkerBuilder flat() {
    return naming(Naming.flat());
  }

  /**
   * What files are called at the destination; two that would meet there are reported and not sent.
   */
  public WorkerBuilder naming(Naming rule) {
    naming = rule;
    arrival = Job.Arrival.MAY_COLLIDE;
    return this;
  }

  /** How long size and time of a file must have been still; zero switches it off. */
  public WorkerBuilder settle(Duration stillness) {
    settle = stillness;
    return this;
  }

  /** The hash that goes into the ledger; SHA-256, unless said otherwise. */
  public WorkerBuilder hash(HashAlgorithm algorithm) {
    hash = algorithm;
    return this;
  }

  /** How a copy is proven. */
  public WorkerBuilder verify(Verify means) {
    verify = means;
    return this;
  }

  /** What happens to files at the destination that are not ours. */
  public WorkerBuilder overwrite(Overwrite rule) {
    overwrite = rule;
    return this;
  }

  /** What an empty source means. */
  public WorkerBuilder emptySource(WhenEmpty meaning) {
    emptySource = meaning;
    return this;
  }

  /** What an empty destination means. */
  public WorkerBuilder emptyDestination(WhenEmpty meaning) {
    emptyDestination = meaning;
    return this;
  }

  /** Bytes that stay free at the destination; 0, unless said otherwise. */
  public WorkerBuilder minFree(long bytes) {
    space = space.sparing(bytes);
    return this;
  }

  /** Bytes of all files at the destination together, at most; unlimited, unless said otherwise. */
  public WorkerBuilder quota(long bytes) {
    space = space.holding(bytes);
    return this;
  }

  /** After how many failed runs a file is set aside, and how long it then rests. */
  public WorkerBuilder quarantine(int afterRuns, Duration rest) {
    quarantineAfter = afterRuns;
    quarantine = rest;
    return this;
  }

  /**
   * How many files move at once, at least 1; unless said otherwise 8, or 32 where an end is another
   * machine.
   */
  public WorkerBuilder parallel(int files) {
    if (files < 1) {
      throw new IllegalArgumentException("parallel: " + files);
    }
    parallel = OptionalInt.of(files);
    return this;
  }

  /** How fast all transfers together may be; unlimited, unless said otherwise. */
  public WorkerBuilder bandwidth(Timetable timetable) {
    bandwidth = timetable;
    return this;
  }

  /** How often a file is tried within a run. */
  public WorkerBuilder retry(RetryPolicy policy) {
    retry = policy;
    return this;
  }

  /** The ledger forgets files that are gone from the source; of none, if these would be more. */
  public WorkerBuilder forgetVanished(MaxDelete atMost) {
    forgetting = Optional.of(atMost);
    return this;
  }

  /**
   * What becomes of a file at the source once it is safe at the destination; it stays, unless said
   * otherwise.
   */
  public WorkerBuilder disposal(Disposal fate) {
    disposal = fate;
    return this;
  }

  /** What one failed file means for the others; nothing, unless said otherwise. */
  public WorkerBuilder onError(OnError meaning) {
    onError = meaning;
    return this;
  }

  /** The clock; the system's, unless said otherwise. */
  public WorkerBuilder clock(Clock time) {
    clock = time;
    return this;
  }

  /** An onlooker; may be called several times. */
  public WorkerBuilder listener(Listener onlooker) {
    listeners.add(onlooker);
    return this;
  }

  /**
   * The worker.
   *
   * @throws IllegalStateException if an end or the ledger is missing, or if the rest does not go
   *     with {@link #twoWay} or {@link #disposal}
   */
  public Worker build() {
    Job.Route route = new Job.Route(
        local.orElseThrow(() -> new IllegalStateException("the local end is missing")),
        external.orElseThrow(() -> new IllegalStateException("the external end is missing")),
        ledger.orElseThrow(() -> new IllegalStateException("the ledger is missing")),
        List.of(),
        source);
    Job.Choice choice = new Job.Choice(filter, checker, maxDepth, naming, arrival, settle);
    Job.Safety safety = new Job.Safety(
        hash,
        verify,
        overwrite,
        emptySource,
        emptyDestination,
        space,
        new Job.Quarantine(quarantineAfter, quarantine),
        forgetting,
        Disposal.keep());
    Job.Pace pace = new Job.Pace(parallel, bandwidth, retry, onError);
    Job job = new Job(route, choice, safety, pace, clock, listeners, twoWay).disposing(disposal);
    Fitness.require(job);
    return new Worker(job);
  }
}
