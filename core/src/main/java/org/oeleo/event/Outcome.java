package org.oeleo.event;

/** How one file fared in a pass. */
public enum Outcome {
  /** Sent, verified and recorded. */
  COPIED(Weight.GOOD),
  /** Found equal at the destination and recorded, without sending. */
  ADOPTED(Weight.GOOD),
  /** Nothing to do. */
  UNCHANGED(Weight.GOOD),
  /** Counts as copied because somebody said so. */
  MARKED(Weight.GOOD),
  /** Deleted here, because it had been deleted on the other side. */
  DELETED(Weight.GOOD),
  /** Deleted at the source, because it is safe wherever it was to go. */
  REMOVED(Weight.GOOD),
  /** Moved into the archive of the source, for the same reason. */
  ARCHIVED(Weight.GOOD),
  /** Stays at the source although it counts as copied: nobody can say that it is safe. */
  RETAINED(Weight.ATTENTION),
  /** Would be copied or deleted, were this not only a plan. */
  PLANNED(Weight.GOOD),
  /** Check: both sides hold the same. */
  IN_SYNC(Weight.GOOD),
  /** Check: the sides differ. */
  DIFFERENT(Weight.ATTENTION),
  /** Check: there is no copy. */
  MISSING(Weight.ATTENTION),
  /** The ledger row is locked. */
  LOCKED(Weight.GOOD),
  /** Still being written, or held open by somebody: left for the next run. */
  DEFERRED(Weight.GOOD),
  /** Gone before it could be read. */
  VANISHED(Weight.GOOD),
  /** A file at the destination that is not ours was left as it is. */
  KEPT(Weight.ATTENTION),
  /** Could not be done. */
  FAILED(Weight.FAILURE),
  /** Set aside after repeated failures. */
  QUARANTINED(Weight.FAILURE);

  /** What an outcome means for the whole. */
  public enum Weight {
    /** As it should be. */
    GOOD,
    /** Nothing failed, but a person may want to know. */
    ATTENTION,
    /** The run did not do all it should. */
    FAILURE
  }

  private final Weight weight;

  Outcome(Weight weight) {
    this.weight = weight;
  }

  /** What this means for the whole. */
  public Weight weight() {
    return weight;
  }

  /** Whether it tells of what became of a file after it was copied, and so in addition. */
  public boolean isAfterwards() {
    return this == REMOVED || this == ARCHIVED || this == RETAINED;
  }
}
