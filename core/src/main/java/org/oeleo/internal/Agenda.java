package org.oeleo.internal;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oeleo.Ending;
import org.oeleo.spi.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is still to be done with which paths, in the order in which it was found; on disk, since
 * there may be millions. Adding is safe for many threads; it is gone through once, after that.
 * Whoever made it closes it.
 */
final class Agenda implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Agenda.class);

  private Optional<Spool> spool = Optional.empty();
  private boolean broken;
  private long files;
  private long bytes;

  /** Takes a few at a time. */
  @FunctionalInterface
  interface Taker {
    void take(List<Pair> pairs) throws IOException;
  }

  /** Adds a path; {@code size} is what doing it moves. */
  synchronized void add(Pair pair, long size) {
    if (broken) {
      throw new StopSignal(full());
    }
    try {
      if (spool.isEmpty()) {
        spool = Optional.of(Spool.open());
      }
      ViewCoding.write(pair.path(), spool.get().out());
      ViewCoding.write(pair.local(), spool.get().out());
      ViewCoding.write(pair.external(), spool.get().out());
      files++;
      bytes += size;
    } catch (IOException e) {
      LOG.error("the plan cannot be written down", e);
      // What is half written would be read as something else.
      broken = true;
      throw new StopSignal(full());
    }
  }

  private static Stop full() {
    return new Stop(
        Ending.FATAL,
        "no room for the plan of the pass in " + System.getProperty("java.io.tmpdir"));
  }

  synchronized long files() {
    return files;
  }

  synchronized long bytes() {
    return bytes;
  }

  synchronized boolean isEmpty() {
    return files == 0;
  }

  void forEach(int atOnce, Taker taker) throws IOException {
    if (spool.isEmpty()) {
      return;
    }
    List<Pair> chunk = new ArrayList<>(atOnce);
    DataInputStream in = spool.get().read(0, spool.get().end());
    for (long left = files(); left > 0; left--) {
      RelativePath path = ViewCoding.readPath(in);
      View local = ViewCoding.readView(path, in);
      chunk.add(new Pair(path, local, ViewCoding.readView(path, in)));
      if (chunk.size() == atOnce || left == 1) {
        taker.take(chunk);
        chunk = new ArrayList<>(atOnce);
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (spool.isPresent()) {
      spool.get().close();
    }
  }
}
