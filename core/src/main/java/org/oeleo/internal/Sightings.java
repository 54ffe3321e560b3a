package org.oeleo.internal;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.oeleo.spi.RelativePath;
import org.oeleo.spi.Side;

/**
 * What was seen on both sides, and the rows of the ledger, brought together by path, however many
 * there are: what memory has no room for is sorted on disk. One thread at a time; whoever opened it
 * closes it.
 */
final class Sightings implements AutoCloseable {
  private static final int IN_MEMORY = 50_000;

  private static final char LOCAL = 'L';
  private static final char EXTERNAL = 'E';
  private static final char ROW = 'R';

  private final int inMemory;
  private final List<Sighting> fresh = new ArrayList<>();
  private final List<Run> runs = new ArrayList<>();
  private Optional<Spool> spool = Optional.empty();

  /** One path on one side, or in the ledger. */
  private record Sighting(RelativePath path, Optional<Side> side, View view) {
    private static final Comparator<Sighting> BY_PATH = Comparator.comparing(Sighting::path);
  }

  /** A stretch of the spool that is in order. */
  private record Run(long from, long to) {}

  /** Takes the pairs, in the order of their paths. */
  @FunctionalInterface
  interface Taker {
    /** What was seen of one path; absent on both sides if only the ledger knows it. */
    void take(Pair pair) throws IOException;
  }

  Sightings() {
    this(IN_MEMORY);
  }

  /** With room for so many in memory. */
  Sightings(int inMemory) {
    this.inMemory = inMemory;
  }

  void add(Side side, RelativePath path, View view) throws IOException {
    add(new Sighting(path, Optional.of(side), view));
  }

  /** The ledger has a row of this path. */
  void addRow(RelativePath path) throws IOException {
    add(new Sighting(path, Optional.empty(), new View.Absent()));
  }

  private void add(Sighting sighting) throws IOException {
    fresh.add(sighting);
    if (fresh.size() >= inMemory) {
      spill();
    }
  }

  private void spill() throws IOException {
    fresh.sort(Sighting.BY_PATH);
    if (spool.isEmpty()) {
      spool = Optional.of(Spool.open());
    }
    Spool file = spool.get();
    long from = file.end();
    for (Sighting sighting : fresh) {
      file.out().writeByte(letter(sighting.side()));
      ViewCoding.write(sighting.path(), file.out());
      ViewCoding.write(sighting.view(), file.out());
    }
    runs.add(new Run(from, file.end()));
    fresh.clear();
  }

  private static char letter(Optional<Side> side) {
    return side.map(s -> s == Side.LOCAL ? LOCAL : EXTERNAL).orElse(ROW);
  }

  private static Optional<Side> side(int letter) {
    return switch (letter) {
      case LOCAL -> Optional.of(Side.LOCAL);
      case EXTERNAL -> Optional.of(Side.EXTERNAL);
      default -> Optional.empty();
    };
  }

  /** Goes through everything, once. */
  void pairs(Taker taker) throws IOException {
    if (spool.isEmpty()) {
      fresh.sort(Sighting.BY_PATH);
      join(fresh, taker);
    } else {
      spill();
      merge(spool.get(), taker);
    }
  }

  private static void join(List<Sighting> sorted, Taker taker) throws IOException {
    Joint joint = new Joint(taker);
    for (Sighting sighting : sorted) {
      joint.add(sighting);
    }
    joint.end();
  }

  private void merge(Spool file, Taker taker) throws IOException {
    PriorityQueue<Head> heads =
        new PriorityQueue<>(Comparator.comparing(head -> head.first.path()));
    for (Run run : runs) {
      Head.of(file.read(run.from(), run.to())).ifPresent(heads::add);
    }
    Joint joint = new Joint(taker);
    for (Head head = heads.poll(); head != null; head = heads.poll()) {
      joint.add(head.first);
      Head.of(head.rest).ifPresent(heads::add);
    }
    joint.end();
  }

  @Override
  public void close() throws IOException {
    if (spool.isPresent()) {
      spool.get().close();
    }
  }

  /** The next of a run, and what comes after it. */
  private record Head(Sighting first, DataInputStream rest) {
    static Optional<Head> of(DataInputStream in) throws IOException {
      int letter = in.read();
      if (letter < 0) {
        return Optional.empty();
      }
      RelativePath path = ViewCoding.readPath(in);
      View view = ViewCoding.readView(path, in);

      return Optional.of(new Head(new Sighting(path, side(letter), view), in));
    }
  }

  /** Puts together what is of one path. */
  private static final class Joint {
    private final Taker taker;
    private Optional<Pair> open = Optional.empty();

    private Joint(Taker taker) {
      this.taker = taker;
    }

    private void add(Sighting sighting) throws IOException {
      if (open.isEmpty() || !open.get().path().equals(sighting.path())) {
        end();
        open = Optional.of(Pair.nowhere(sighting.path()));
      }
      open = open.map(pair -> with(pair, sighting));
    }

    /** Where a path comes twice of one side, what cannot be told of it has the last word. */
    private static Pair with(Pair pair, Sighting sighting) {
      if (sighting.side().isEmpty()) {
        return pair;
      }
      Side side = sighting.side().get();
      return pair.on(side) instanceof View.Absent
          ? pair.with(side, sighting.view())
          : pair.with(side, new View.Unseen());
    }

    private void end() throws IOException {
      if (open.isPresent()) {
        taker.take(open.get());
      }
    }
  }
}
