package org.oeleo.internal;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.oeleo.Cancellation;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.RelativePath;

/**
 * Refuses a file with which the destination's files, all together, would have more bytes than they
 * may. They are counted once; from then on what this pass does is counted along. Safe for many
 * threads.
 */
final class Quota implements Room {
  private final Connector destination;
  private final long limit;

  /** What the files have that are there. */
  private long present;

  /** What those under way still have to bring. */
  private long reserved;

  private final Map<RelativePath, Hold> holds = new HashMap<>();

  /** Of one place: what of {@code present} is there, and what of {@code reserved} is for it. */
  private record Hold(long there, long missing) {
    long whole() {
      return there + missing;
    }
  }

  private Quota(Connector destination, long limit, long present) {
    this.destination = destination;
    this.limit = limit;
    this.present = present;
  }

  /**
   * With all files counted that are there, ours or not.
   *
   * @throws SideException if not all of them can be listed
   */
  static Quota counted(Ends ends, long limit, Cancellation cancellation) throws SideException {
    Counter counter = new Counter(cancellation);
    SideException.on(ends.destinationSide(), () -> {
      ends.destination().list(ListRequest.everything(), counter);
      return true;
    });
    return new Quota(ends.destination(), limit, counter.bytes);
  }

  @Override
  public void take(RelativePath place, SourceContent content) throws IOException {
    long there = sizeOf(place);
    synchronized (this) {
      Hold hold = holds.getOrDefault(place, new Hold(there, 0));
      long more = Math.max(0, content.size() - hold.whole());
      if (more > 0 && present + reserved + more > limit) {
        throw noRoom(content.size());
      }
      reserved += more;
      holds.put(place, new Hold(hold.there(), hold.missing() + more));
    }
  }

  /** Only what is there counts as full: what is under way may yet replace something. */
  private ConnectorException noRoom(long size) {
    boolean full = present >= limit;
    String underWay = reserved > 0 ? " and " + reserved + " are under way" : "";
    return new ConnectorException(
        full ? Kind.NO_SPACE : Kind.NO_ROOM,
        (full ? "it is full: " : "no room at the destination for the file's " + size + " bytes: ")
            + "its files have " + present + " bytes" + underWay + ", and OELEO_QUOTA allows "
            + limit);
  }

  @Override
  public void failed(RelativePath place) {
    if (isHeld(place)) {
      try {
        becomes(place, sizeOf(place));
      } catch (IOException unknown) {
        // As much as was taken for it at most: that stays taken.
        return;
      }
    }
  }

  private synchronized boolean isHeld(RelativePath place) {
    return holds.containsKey(place);
  }

  @Override
  public synchronized void gone(RelativePath place, long bytes) {
    if (isHeld(place)) {
      becomes(place, 0);
    } else {
      present -= bytes;
    }
  }

  @Override
  public long standing(RelativePath path) throws IOException {
    return sizeOf(path);
  }

  @Override
  public synchronized void arrived(RelativePath place, long size, long replaced) {
    becomes(place, size);
    holds.remove(place);
    present -= replaced;
  }

  /** From now on so much is there, and nothing of it is under way. */
  private synchronized void becomes(RelativePath place, long size) {
    Hold hold = holds.remove(place);
    if (hold != null) {
      reserved -= hold.missing();
      present += size - hold.there();
      if (size > 0) {
        holds.put(place, new Hold(size, 0));
      }
    }
  }

  private long sizeOf(RelativePath path) throws IOException {
    Optional<FileEntry> there = destination.stat(path);
    return there.map(FileEntry::size).orElse(0L);
  }

  /** Adds up. One thread. */
  private static final class Counter implements EntrySink {
    private final Cancellation cancellation;
    private long bytes;

    private Counter(Cancellation cancellation) {
      this.cancellation = cancellation;
    }

    @Override
    public void file(FileEntry entry) {
      if (cancellation.isCancelled()) {
        throw new StopSignal(Stop.cancelled());
      }
      bytes += entry.size();
    }

    @Override
    public void leftOut(String name, String reason) {}
  }
}
