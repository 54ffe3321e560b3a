package org.oeleo.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.Pending;
import org.oeleo.spi.RelativePath;

/**
 * A ledger for reading that is opened anew when a run has written into it meanwhile, so that a long
 * plan or check outlives the end of a run beside it. What hands out rows one by one cannot be asked
 * again and fails. One thread at a time.
 */
final class ReopeningReader implements Bookkeeper {
  private static final int MOST = 5;

  private final Opening opening;
  private Bookkeeper current;

  /** Opens the ledger as it is now. */
  @FunctionalInterface
  interface Opening {
    Bookkeeper open() throws LedgerException;
  }

  /** Somebody has begun to write since, so what was read may be wrong. */
  static final class ChangedException extends LedgerException {
    private static final long serialVersionUID = 1L;

    ChangedException(LedgerFile file) {
      super("the ledger " + file + " was changed by another program while it was read: try again");
    }
  }

  @FunctionalInterface
  private interface Question<T> {
    T ask(Bookkeeper ledger) throws LedgerException;
  }

  private ReopeningReader(Opening opening, Bookkeeper current) {
    this.opening = opening;
    this.current = current;
  }

  static Bookkeeper of(Opening opening) throws LedgerException {
    return new ReopeningReader(opening, opening.open());
  }

  private <T> T answer(Question<T> question) throws LedgerException {
    for (int again = 1; ; again++) {
      try {
        return question.ask(current);
      } catch (ChangedException e) {
        if (again == MOST) {
          throw e;
        }
        Bookkeeper outdated = current;
        current = opening.open();
        outdated.close();
      }
    }
  }

  @Override
  public String id() {
    return current.id();
  }

  @Override
  public Map<RelativePath, LedgerEntry> find(Collection<RelativePath> paths)
      throws LedgerException {
    return answer(ledger -> ledger.find(paths));
  }

  @Override
  public void record(List<? extends LedgerChange> changes) throws LedgerException {
    current.record(changes);
  }

  @Override
  public Optional<String> purpose() throws LedgerException {
    return answer(Bookkeeper::purpose);
  }

  @Override
  public void dedicate(String purpose) throws LedgerException {
    current.dedicate(purpose);
  }

  @Override
  public long agreedCount() throws LedgerException {
    return answer(Bookkeeper::agreedCount);
  }

  @Override
  public long remainingCount() throws LedgerException {
    return answer(Bookkeeper::remainingCount);
  }

  @Override
  public void forEach(Consumer<LedgerEntry> sink) throws LedgerException {
    current.forEach(sink);
  }

  @Override
  public List<Pending> pending() throws LedgerException {
    return answer(Bookkeeper::pending);
  }

  @Override
  public void history(Optional<RelativePath> path, Consumer<LedgerChange.Transferred> sink)
      throws LedgerException {
    current.history(path, sink);
  }

  @Override
  public List<String> inspect() throws LedgerException {
    return answer(Bookkeeper::inspect);
  }

  @Override
  public void close() throws LedgerException {
    current.close();
  }
}
