package org.oeleo.internal;

import java.io.IOException;
import java.util.Optional;
import org.oeleo.spi.Capability;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Expectation;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Pending;

/** What is sent of a file in a try: all of it, or the rest. Safe for many threads. */
record Contents(Ends ends, Verifier verifier, Flow flow, Tokens tokens) {
  SourceContent of(Attempt attempt) {
    Candidate candidate = attempt.candidate();
    // A part is only continued if the whole is hashed at the destination afterwards.
    boolean hashed = verifier.comparesContent()
        || ends.destination().capabilities().has(Capability.VERIFIED_WRITE);
    boolean part = ends.destination().capabilities().has(Capability.RESUME)
        && hashed
        && (attempt.isFirst() ? candidate.leftover().isPresent() : attempt.mayContinue());
    return new SourceContent(
        ends.source(),
        candidate.entry(),
        verifier.algorithms(),
        flow,
        new SourceContent.Ground(
            part,
            () -> part ? token(candidate) : Optional.empty(),
            token -> tokens.keep(candidate.path(), token),
            expected(candidate),
            ends.writesAside() ? () -> {} : () -> lastLook(candidate)));
  }

  /** What the connector kept of this content, in this run or an earlier one. */
  Optional<String> token(Candidate candidate) {
    return tokens.of(candidate.path()).or(() -> candidate.leftover().flatMap(Pending::token));
  }

  /** Where it is listed, what the destination must still hold when the content takes its place. */
  private static Expectation expected(Candidate candidate) {
    if (candidate.there() instanceof View.Present seen) {
      return seen.entry().tag().isPresent()
          ? new Expectation.Version(seen.entry())
          : new Expectation.Anything();
    }
    return candidate.there() instanceof View.Absent
        ? new Expectation.Nothing()
        : new Expectation.Anything();
  }

  /**
   * Looks at the source once more.
   *
   * @throws SideException CHANGED if it is not what was listed
   */
  void requireUnchanged(Candidate candidate) throws SideException {
    SideException.on(ends.sourceSide(), () -> {
      look(candidate);
      return candidate;
    });
  }

  /** Where writing the last byte publishes the file: at both ends. */
  private void lastLook(Candidate candidate) throws IOException {
    look(candidate);
    if (candidate.there() instanceof View.Unseen) {
      return;
    }
    Optional<FileEntry> seen = candidate.there().present().map(View.Present::entry);
    Optional<FileEntry> now = ends.destination().stat(candidate.target());
    boolean same = now.isPresent() == seen.isPresent()
        && now.filter(entry -> !entry.sameVersionAs(seen.orElseThrow())).isEmpty();
    if (!same) {
      throw new ConnectorException(
          Kind.CHANGED, candidate.location() + " changed meanwhile; the next run looks again");
    }
  }

  private void look(Candidate candidate) throws IOException {
    FileEntry now = ends.source()
        .stat(candidate.path())
        .orElseThrow(() -> new ConnectorException(Kind.NOT_FOUND, "the source file is gone"));
    if (!now.sameVersionAs(candidate.entry())) {
      throw new ConnectorException(Kind.CHANGED, "the source changed while it was read");
    }
  }
}
