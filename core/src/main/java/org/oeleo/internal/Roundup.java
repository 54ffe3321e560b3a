package org.oeleo.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.event.Result;
import org.oeleo.filter.Filter;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;

/** Lists the source once more and tells what of it may go. The run's thread only; used once. */
final class Roundup {
  private static final int CHUNK = 500;

  private static final String UNPROVEN = "counts as copied, but was never compared with its copy"
      + " (oeleo check --update-db does that)";

  private static final String UNLIKE =
      "is not, or not certainly, the version that was compared with"
          + " its copy; a run with OELEO_CHECKER=checksum tells";

  private final Stage stage;
  private final Ends ends;
  private final List<Holder> holders;
  private final Filter filter;
  private final Clearance clearance;
  private final KeepOut keepOut;
  private final LeftFolders folders;
  private final List<LedgerFiles> ledgers = new ArrayList<>();
  private final List<View.Present> chunk = new ArrayList<>();

  Roundup(Stage stage, Ends ends, List<Holder> holders, Instant since) throws LedgerException {
    this.stage = stage;
    this.ends = ends;
    this.holders = holders;
    this.filter = stage.job().choice().filter();
    this.clearance = new Clearance(ends, stage.job().clock(), since);
    this.keepOut = new KeepOut(filter, ends);
    this.folders = new LeftFolders(stage, ends, keepOut);
    for (Holder holder : holders) {
      ledgers.add(LedgerFiles.of(holder.job().route(), ends.source()));
    }
  }

  /** The folders that were met on the way. */
  LeftFolders folders() {
    return folders;
  }

  /** Sorts what is safe into {@code spoils}, and what has to be looked at first into the other. */
  void into(Spoils spoils, Agenda doubtful) throws IOException {
    Clock clock = stage.job().clock();
    ListRequest request = new ListRequest(stage.job().choice().maxDepth(), folder -> {
      boolean enters = filter.enters(folder);
      if (enters) {
        folders.met(folder);
      }
      return enters;
    });
    try {
      SideException.on(ends.sourceSide(), () -> {
        new Scout(stage.cancellation(), clock)
            .list(ends.source(), request, taker(spoils, doubtful));
        return true;
      });
      sort(spoils, doubtful);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    tellOfWithheld(spoils);
  }

  private Scout.Taker taker(Spoils spoils, Agenda doubtful) {
    return new Scout.Taker() {
      @Override
      public void file(FileEntry entry, Instant seen) {
        try {
          if (isOurs(entry)) {
            chunk.add(new View.Present(entry, seen));
          }
          if (chunk.size() >= CHUNK) {
            sort(spoils, doubtful);
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public void leftOut(String name, String reason) {}
    };
  }

  private boolean isOurs(FileEntry entry) throws SideException {
    RelativePath path = entry.path();
    return !AsideName.isAside(path.name())
        && filter.accepts(entry)
        && ledgers.stream().noneMatch(files -> files.contains(path))
        && !keepOut.covers(path);
  }

  private void sort(Spoils spoils, Agenda doubtful) throws LedgerException {
    Map<RelativePath, Clearance.Verdict> verdicts = new HashMap<>();
    List<RelativePath> paths = chunk.stream().map(file -> file.entry().path()).toList();
    for (Holder holder : holders) {
      Map<RelativePath, LedgerEntry> rows = holder.rows(paths);
      for (View.Present file : chunk) {
        Optional<LedgerEntry> row = Optional.ofNullable(rows.get(file.entry().path()));
        verdicts.merge(
            file.entry().path(), clearance.of(file.entry(), row), Clearance.Verdict::worse);
      }
    }
    for (View.Present file : chunk) {
      RelativePath path = file.entry().path();
      switch (verdicts.getOrDefault(path, Clearance.Verdict.NOT_YET)) {
        case SAFE -> spoils.add(file);
        case SAFE_SOME_TIME_AGO ->
          doubtful.add(
              Pair.nowhere(path).with(ends.sourceSide(), file), file.entry().size());
        case UNPROVEN -> {
          spoils.withhold(path);
          retain(file.entry(), UNPROVEN);
        }
        case UNLIKE -> {
          spoils.withhold(path);
          retain(file.entry(), UNLIKE);
        }
        case NOT_YET -> spoils.withhold(path);
      }
    }
    chunk.clear();
  }

  private void retain(FileEntry file, String why) {
    Result result = Result.of(
            file.path(), ends.source().locate(file.path()), file.size(), Outcome.RETAINED)
        .because(why);
    stage.tally().add(result);
    stage.broadcast().send(new Event.FileFinished(result));
  }

  private void tellOfWithheld(Spoils spoils) {
    for (RelativePath folder : spoils.withheld()) {
      stage
          .broadcast()
          .send(new Event.Warned("the folder " + Printable.name(folder)
              + " stays at the source: not all of its files are safe yet"));
    }
  }
}
