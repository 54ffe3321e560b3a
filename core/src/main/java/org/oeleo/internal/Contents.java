package org.oeleo.internal;

import org.oeleo.spi.Capability;
import org.oeleo.spi.Pending;

/** What is sent of a file in a try: all of it, or the rest. Safe for many threads. */
record Contents(Ends ends, Verifier verifier, Flow flow, Tokens tokens) {
  SourceContent of(Attempt attempt) {
    Candidate candidate = attempt.candidate();
    // A part is only continued if the whole is hashed at the destination afterwards.
    boolean part = ends.destination().capabilities().has(Capability.RESUME)
        && verifier.comparesContent()
        && (attempt.isFirst() ? candidate.leftover().isPresent() : attempt.mayContinue());
    return new SourceContent(
        ends.source(),
        candidate.entry(),
        verifier.algorithms(),
        flow,
        new SourceContent.Leftover(
            part,
            () ->
                tokens.of(candidate.path()).or(() -> candidate.leftover().flatMap(Pending::token)),
            token -> tokens.keep(candidate.path(), token)));
  }
}
