package org.oeleo.testkit;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;

/**
 * Something that goes wrong: at which calls, and how. Immutable; the first methods choose the
 * calls, the last says what happens:
 *
 * <pre>{@code
 * Fault.on(Operation.WRITE).atCall(3).failsAtByte(70_000, Kind.UNREACHABLE)
 * Fault.on(Operation.READ).onlyFor(path -> path.name().equals("a.bin")).flipsBitAt(10)
 * }</pre>
 */
public final class Fault {
  private final Calls calls;
  private final Effect effect;

  private Fault(Calls calls, Effect effect) {
    this.calls = calls;
    this.effect = effect;
  }

  /** Every call of this operation, until narrowed. */
  public static Calls on(Operation operation) {
    return new Calls(operation, path -> true, 1, Integer.MAX_VALUE);
  }

  /** Whether {@code call} is of those that are counted. */
  boolean concerns(Call call) {
    return call.operation() == calls.operation
        && (call.paths().isEmpty() || call.paths().stream().anyMatch(calls.paths));
  }

  /** Whether the {@code n}th counted call is hit. */
  boolean hits(int n) {
    return n >= calls.first && n <= calls.last;
  }

  Effect effect() {
    return effect;
  }

  /** Which calls a fault hits. Immutable. */
  public static final class Calls {
    private final Operation operation;
    private final Predicate<RelativePath> paths;
    private final int first;
    private final int last;

    private Calls(Operation operation, Predicate<RelativePath> paths, int first, int last) {
      this.operation = operation;
      this.paths = paths;
      this.first = first;
      this.last = last;
    }

    /** Only calls with such a path; others are not counted. */
    public Calls onlyFor(Predicate<RelativePath> wanted) {
      return new Calls(operation, wanted, first, last);
    }

    /** Only the {@code n}th, counted from 1 since the fault was injected. */
    public Calls atCall(int n) {
      return new Calls(operation, paths, n, n);
    }

    /** The {@code n}th and all after it. */
    public Calls fromCall(int n) {
      return new Calls(operation, paths, n, Integer.MAX_VALUE);
    }

    /** Only the first {@code n}. */
    public Calls upToCall(int n) {
      return new Calls(operation, paths, 1, n);
    }

    /** Throws this kind; nothing is done. */
    public Fault fails(Kind kind) {
      return new Fault(this, new Effect.Fails(kind));
    }

    /** Asks to slow down; nothing is done. */
    public Fault throttles(Duration retryAfter) {
      return new Fault(this, new Effect.Throttles(retryAfter));
    }

    /**
     * Does not answer until the connector is closed or healed, or the thread interrupted; nothing
     * is done.
     */
    public Fault hangs() {
      return new Fault(this, new Effect.Hangs());
    }

    /** Of a read or write: throws this kind in place of the byte at {@code offset} of the file. */
    public Fault failsAtByte(long offset, Kind kind) {
      return new Fault(this, new Effect.Damages(offset, new Damage.Fails(kind)));
    }

    /**
     * Of a read or write: stops at the byte at {@code offset} until closed, healed or interrupted.
     */
    public Fault hangsAtByte(long offset) {
      return new Fault(this, new Effect.Damages(offset, new Damage.Hangs()));
    }

    /** Of a read or write: drops everything from {@code offset} on, and says nothing. */
    public Fault truncatesAt(long offset) {
      return new Fault(this, new Effect.Damages(offset, new Damage.Ends()));
    }

    /** Of a read or write: flips one bit of the byte at {@code offset}, and says nothing. */
    public Fault flipsBitAt(long offset) {
      return new Fault(this, new Effect.Damages(offset, new Damage.FlipsBit()));
    }

    /** Does what was asked, but throws UNREACHABLE afterwards, as if the answer had been lost. */
    public Fault losesAcknowledgement() {
      return new Fault(this, new Effect.LosesAcknowledgement());
    }

    /** Of a listing, lookup or write: tells a size that is {@code difference} bytes off. */
    public Fault liesAboutSize(long difference) {
      return new Fault(this, new Effect.LiesAboutSize(difference));
    }

    /** Of a listing: throws this kind after {@code count} files. */
    public Fault failsAfterFiles(int count, Kind kind) {
      return new Fault(this, new Effect.StopsListing(count, Optional.of(kind)));
    }

    /** Of a listing: leaves everything after {@code count} files out, and says nothing. */
    public Fault stopsAfterFiles(int count) {
      return new Fault(this, new Effect.StopsListing(count, Optional.empty()));
    }

    /**
     * Of a listing: leaves out what was written or moved through this connector since the fault was
     * injected.
     */
    public Fault listsLate() {
      return new Fault(this, new Effect.ListsLate());
    }
  }
}
