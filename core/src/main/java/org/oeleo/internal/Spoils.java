package org.oeleo.internal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.oeleo.filter.Dated;
import org.oeleo.spi.RelativePath;
import org.oeleo.spi.Side;

/**
 * The files of the source that may go, and the folders that must not lose any of theirs because one
 * is not safe. Adding is safe for many threads; whoever made it closes it.
 */
final class Spoils implements AutoCloseable {
  private final Agenda files = new Agenda();
  private final Set<RelativePath> withheld = ConcurrentHashMap.newKeySet();
  private final Optional<Dated> dated;
  private final Side source;

  Spoils(Optional<Dated> dated, Side source) {
    this.dated = dated;
    this.source = source;
  }

  void add(Candidate candidate) {
    add(new View.Present(candidate.entry(), candidate.seen()));
  }

  void add(View.Present file) {
    RelativePath path = file.entry().path();
    files.add(Pair.nowhere(path).with(source, file), file.entry().size());
  }

  /** This file stays, and with it whatever goes only together with it. */
  void withhold(RelativePath path) {
    dated.flatMap(days -> days.folder(path)).ifPresent(withheld::add);
  }

  boolean isEmpty() {
    return files.isEmpty();
  }

  boolean isWithheld(RelativePath path) {
    return dated.flatMap(days -> days.folder(path)).filter(withheld::contains).isPresent();
  }

  /** The folders of which nothing goes. */
  Set<RelativePath> withheld() {
    return withheld;
  }

  /** Hands on, a few at a time, what may go. */
  void forEach(int atOnce, Agenda.Taker taker) throws IOException {
    files.forEach(atOnce, pairs -> {
      List<Pair> going = pairs.stream().filter(pair -> !isWithheld(pair.path())).toList();
      if (!going.isEmpty()) {
        taker.take(going);
      }
    });
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
