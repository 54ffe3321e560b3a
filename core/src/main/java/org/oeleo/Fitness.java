package org.oeleo;

import org.oeleo.internal.Job;

/** What does not go together in one worker. */
final class Fitness {
  private Fitness() {}

  /**
   * Refuses what does not.
   *
   * @throws IllegalStateException saying why
   */
  static void require(Job job) {
    if (job.twoWay().isPresent()) {
      requireFitForBothWays(job);
    }
    if (!(job.safety().disposal() instanceof Disposal.Keep)) {
      requireFitForDisposal(job);
    }
  }

  private static void requireFitForBothWays(Job job) {
    refuse(
        job.choice().arrival() != Job.Arrival.DISTINCT,
        "both ways, files keep their paths: no flat or naming");
    refuse(
        job.safety().overwrite() != Overwrite.REPLACE,
        "both ways, conflicts have rules of their own: no overwrite");
    refuse(
        job.pace().onError() != OnError.CONTINUE,
        "both ways, one file stands for itself: no end after the first");
    refuse(
        job.safety().space().quota().isPresent(),
        "both ways, files come and go on both sides: no quota");
    refuse(
        job.choice().checker().isBlindToEdits(),
        "both ways, an edit counts: no checker of presence only");
  }

  private static void requireFitForDisposal(Job job) {
    refuse(job.twoWay().isPresent(), "both ways, no side disposes of what the other has");
    refuse(
        job.safety().verify() == Verify.SIZE,
        "equal sizes are no reason to dispose of a file: use a stronger verify");
    refuse(
        job.choice().arrival() != Job.Arrival.DISTINCT
            && job.safety().overwrite() == Overwrite.REPLACE,
        "without their folders, a file could replace the only copy of another one: no flat or naming,"
            + " or another overwrite");
    refuse(
        job.safety().forgetting().isPresent(),
        "what was disposed of is gone from the source and must not be forgotten for that");
  }

  private static void refuse(boolean unfit, String why) {
    if (unfit) {
      throw new IllegalStateException(why);
    }
  }
}
