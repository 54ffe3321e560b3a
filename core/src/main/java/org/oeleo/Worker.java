package org.oeleo;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.oeleo.event.Listener;
import org.oeleo.internal.Job;
import org.oeleo.internal.Pass;
import org.oeleo.plan.Planner;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.settings.Source;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.RelativePath;
import org.oeleo.spi.Side;

/**
 * Moves the files of one place to another. Immutable and safe for many threads; each call is one
 * pass that opens what it needs and closes it. Two passes on one ledger exclude each other.
 *
 * <p>Every pass reports what went wrong with files or with either end in its {@link Report}; only a
 * ledger that cannot be opened is an exception.
 */
public final class Worker {
  private final Job job;

  Worker(Job job) {
    this.job = job;
  }

  /** Describes a worker by hand. */
  public static WorkerBuilder builder() {
    return new WorkerBuilder();
  }

  /**
   * The worker that the environment and, if there is one, {@code .env} in the working directory
   * describe.
   *
   * @throws SettingsException with everything that is wrong or missing
   */
  public static Worker fromEnvironment() throws SettingsException {
    List<Source> sources = new ArrayList<>(List.of(Source.environment()));
    Path file = Path.of(".env");
    if (java.nio.file.Files.exists(file)) {
      sources.add(Source.dotenv(file));
    }
    return from(Settings.of(sources), Providers.onClassPath());
  }

  /**
   * The worker that these settings describe.
   *
   * @throws SettingsException with everything that is wrong or missing
   */
  public static Worker from(Settings settings, Providers providers) throws SettingsException {
    return Configuration.of(settings, providers).worker();
  }

  /** The same worker with one more onlooker. */
  public Worker withListener(Listener listener) {
    List<Listener> listeners = new ArrayList<>(job.listeners());
    listeners.add(listener);
    return new Worker(job.withListeners(listeners));
  }

  /**
   * The same worker, told of another one in this process: it leaves the files of its ledger alone
   * wherever it comes upon them, as it does with those of its own.
   */
  public Worker beside(Worker other) {
    return new Worker(job.beside(other.ledger()));
  }

  /** The same as {@link #run(Cancellation)}, without a way to stop it. */
  public Report run() throws LedgerException {
    return run(new Cancellation());
  }

  /**
   * Copies what is new or changed, verifies it and records it, until done or cancelled; or, for a
   * worker that goes {@linkplain WorkerBuilder#twoWay both ways}, carries over what happened on
   * either side.
   *
   * @throws LedgerException if the ledger cannot be opened; its subclass
   *     {@link org.oeleo.spi.LedgerLockedException} if another run has it
   */
  public Report run(Cancellation cancellation) throws LedgerException {
    return Pass.run(job, cancellation);
  }

  /**
   * Finds out what {@link #run} would do, and does none of it: nothing is written anywhere. Each
   * file to be copied is told to the listeners as {@link org.oeleo.event.Outcome#PLANNED}.
   */
  public Report plan(Cancellation cancellation) throws LedgerException {
    return Pass.plan(job, cancellation);
  }

  /** The same, without a way to stop it. */
  public Report plan() throws LedgerException {
    return plan(new Cancellation());
  }

  /** Compares the content of both ends file by file; writes nothing. */
  public Report check(Cancellation cancellation) throws LedgerException {
    return Pass.check(job, cancellation);
  }

  /** The same, without a way to stop it. */
  public Report check() throws LedgerException {
    return check(new Cancellation());
  }

  /**
   * Compares the content of both ends file by file and writes into the ledger what it found; copies
   * nothing. Files in sync are not sent by later runs, differing ones are.
   */
  public Report adopt(Planner.Missing missing, Cancellation cancellation) throws LedgerException {
    return Pass.adopt(job, missing, cancellation);
  }

  /**
   * Writes into the ledger that everything at the source counts as copied; copies nothing and does
   * not look.
   */
  public Report mark(Cancellation cancellation) throws LedgerException {
    return Pass.mark(job, cancellation);
  }

  /**
   * The same for these files, as far as they are at the source, are for this worker, and nothing is
   * known of them.
   */
  public Report mark(Collection<RelativePath> files, Cancellation cancellation)
      throws LedgerException {
    return Pass.markNew(job, files, cancellation);
  }

  boolean goesBothWays() {
    return job.twoWay().isPresent();
  }

  /** Whether a file of this name, were it at the source, would be one to copy. */
  boolean isFor(RelativePath path) {
    return path.depth() <= job.choice().maxDepth()
        && job.choice().filter().accepts(FileEntry.of(path, 1, Instant.EPOCH));
  }

  Job job() {
    return job;
  }

  boolean disposes() {
    return !(job.safety().disposal() instanceof Disposal.Keep);
  }

  /** The same, for files of which this is to become when others have them too. */
  Worker readyFor(Disposal fate) {
    Fitness.require(job.disposing(fate));
    return new Worker(job.readyFor(fate));
  }

  /** Whether it looks below the top level of its source. */
  public boolean looksIntoFolders() {
    return job.choice().maxDepth() > 1;
  }

  /** The end that files come from; of a worker that goes both ways, the local one. */
  public Endpoint source() {
    return endpoint(job.route().source());
  }

  /** The end that files go to. */
  public Endpoint destination() {
    return endpoint(job.route().source().opposite());
  }

  private Endpoint endpoint(Side side) {
    return side == Side.LOCAL ? job.route().local() : job.route().external();
  }

  /** Where its ledger is. */
  public LedgerLocation ledger() {
    return job.route().ledger();
  }

  /** Ends and ledger, for a person; without secrets. */
  @Override
  public String toString() {
    return source() + " -> " + destination() + " (" + ledger() + ")";
  }
}
