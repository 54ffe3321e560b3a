package org.oeleo.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.oeleo.Ending;
import org.oeleo.MaxDelete;
import org.oeleo.event.Event;
import org.oeleo.event.Result;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.Code;
import org.oeleo.spi.Kind;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to a survey, and has the ledger forget the files that are gone from the source. The run's
 * thread only; whoever made it closes it.
 */
final class Vanished implements Findings, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Vanished.class);
  private static final int CHUNK = 500;

  private final Findings next;
  private final Stage stage;
  private final Ends ends;
  private final OwnRows ownRows;
  private final Sightings sightings = new Sightings();
  private final SideNames names = SideNames.exact();
  private long known;

  /** Passes everything on to {@code next}. */
  Vanished(Findings next, Stage stage, Ends ends) {
    this.next = next;
    this.stage = stage;
    this.ends = ends;
    this.ownRows = new OwnRows(stage.job().choice());
  }

  @Override
  public void files(List<Survey.Listed> files) {
    files.forEach(listed -> saw(listed.entry().path()));
    next.files(files);
  }

  @Override
  public void result(Result result) {
    saw(result.path());
    next.result(result);
  }

  @Override
  public void passedOver(RelativePath path) {
    saw(path);
    next.passedOver(path);
  }

  @Override
  public void hidden(RelativePath path) {
    names.hide(path);
    saw(path);
    next.hidden(path);
  }

  @Override
  public void idle() {
    next.idle();
  }

  private void saw(RelativePath path) {
    try {
      sightings.add(ends.sourceSide(), path, new View.Unseen());
    } catch (IOException e) {
      throw new StopSignal(Stop.because(Ending.FATAL, e));
    }
  }

  /**
   * Forgets the rows of files that a complete survey has not met, and that are not there when they
   * are looked for; none of them if they are more than {@code atMost}.
   */
  void forget(Bookkeeper ledger, Recorder recorder, MaxDelete atMost) throws IOException {
    addRows(ledger);
    try (Agenda gone = new Agenda()) {
      sightings.pairs(pair -> {
        if (pair.on(ends.sourceSide()) instanceof View.Absent && !names.hides(pair.path())) {
          gone.add(pair, 0);
        }
      });
      if (!atMost.allows(gone.files(), known)) {
        refuse(gone.files(), atMost);
        return;
      }
      gone.forEach(CHUNK, pairs -> {
        for (Pair pair : pairs) {
          forget(pair.path(), recorder);
        }
        recorder.writeIfDue();
      });
    }
  }

  /** A row that a person has locked stays. */
  private void addRows(Bookkeeper ledger) throws IOException {
    try {
      ledger.forEach(row -> {
        if (row.code() != Code.LOCKED && ownRows.contains(row)) {
          addRow(row);
        }
      });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void addRow(LedgerEntry row) {
    try {
      sightings.addRow(row.path());
      known++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void refuse(long gone, MaxDelete atMost) {
    stage
        .broadcast()
        .send(new Event.Warned(gone + " of " + known + " files in the ledger are gone from the"
            + " source, more than OELEO_MAX_DELETE=" + atMost + " allows: none is forgotten"));
  }

  /** Listings tell what was there when they came by; a file may be back, or only hard to see. */
  private void forget(RelativePath path, Recorder recorder) throws IOException {
    try {
      if (SideException.on(ends.sourceSide(), () -> ends.source().stat(path)).isPresent()) {
        return;
      }
    } catch (SideException e) {
      if (e.kind().scope() == Kind.Scope.CONNECTION) {
        throw e;
      }
      return;
    }
    LOG.info("{} is gone from the source and forgotten", Printable.name(path));
    recorder.accept(new LedgerChange.Forgotten(path));
  }

  @Override
  public void close() throws IOException {
    sightings.close();
  }
}
