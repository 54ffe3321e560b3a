package org.oeleo.event;

import java.time.Duration;
import java.util.Optional;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Proof;
import org.oeleo.spi.RelativePath;

/**
 * What became of one file.
 *
 * @param path of the source
 * @param target where it goes, as a person would find it there
 * @param size in bytes, as listed
 * @param outcome how it fared
 * @param reason why, if that is not plain; for a person
 * @param kind of the failure, if it failed or was deferred for one
 * @param attempts how often it was tried; 0 if there was nothing to try
 * @param checksum of the content, if it was hashed
 * @param proof what was compared, if it was verified
 * @param took how long it was worked on
 * @param change what had happened, and on which side; empty in a pass that goes one way
 */
public record Result(
    RelativePath path,
    String target,
    long size,
    Outcome outcome,
    Optional<String> reason,
    Optional<Kind> kind,
    int attempts,
    Optional<Checksum> checksum,
    Optional<Proof.Method> proof,
    Duration took,
    Optional<SideChange> change) {

  /** A result that needs no explanation. */
  public static Result of(RelativePath path, String target, long size, Outcome outcome) {
    return new Result(
        path,
        target,
        size,
        outcome,
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        Duration.ZERO,
        Optional.empty());
  }

  /** The same with a reason. */
  public Result because(String why) {
    return with(Optional.of(why), kind, attempts, took);
  }

  /** The same with the kind of failure. */
  public Result of(Kind failure) {
    return with(reason, Optional.of(failure), attempts, took);
  }

  /** The same with what it took. */
  public Result after(int tries, Duration time) {
    return with(reason, kind, tries, time);
  }

  private Result with(Optional<String> why, Optional<Kind> failure, int tries, Duration time) {
    return new Result(
        path, target, size, outcome, why, failure, tries, checksum, proof, time, change);
  }

  /** The same with how it was proven. */
  public Result proven(Optional<Checksum> hash, Proof.Method method) {
    return new Result(
        path,
        target,
        size,
        outcome,
        reason,
        kind,
        attempts,
        hash,
        Optional.of(method),
        took,
        change);
  }

  /** The same with what had happened. */
  public Result of(SideChange happened) {
    return new Result(
        path,
        target,
        size,
        outcome,
        reason,
        kind,
        attempts,
        checksum,
        proof,
        took,
        Optional.of(happened));
  }
}
