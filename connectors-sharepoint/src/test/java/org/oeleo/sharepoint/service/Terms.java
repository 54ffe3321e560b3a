package org.oeleo.sharepoint.service;

import java.time.Instant;
import java.util.Optional;

/** On which terms something is written: conflicts, the tag it must have, its times. Immutable. */
record Terms(
    Conflict conflict,
    Optional<String> ifMatch,
    Optional<Instant> created,
    Optional<Instant> modified) {
  static Terms of(Conflict conflict) {
    return new Terms(conflict, Optional.empty(), Optional.empty(), Optional.empty());
  }

  Terms matching(Optional<String> tag) {
    return new Terms(conflict, tag, created, modified);
  }

  boolean hasTimes() {
    return created.isPresent() || modified.isPresent();
  }

  Item.Times times(Item.Times otherwise) {
    return new Item.Times(
        created.orElse(otherwise.created()), modified.orElse(otherwise.modified()));
  }

  void check(Item item) {
    if (ifMatch.isPresent() && !item.matches(ifMatch.get())) {
      throw Refusal.changedMeanwhile();
    }
  }
}
