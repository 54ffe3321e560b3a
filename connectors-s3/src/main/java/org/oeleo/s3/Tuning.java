package org.oeleo.s3;

/**
 * How much is sent at once. Immutable.
 *
 * @param threshold the largest file that is sent by one request
 * @param part the least size of a part of a larger one
 * @param partsAtOnce how many parts of one file are under way together
 * @param memory in which everything waits that is being sent
 * @param conditions whether the store is asked to compare before it replaces
 */
record Tuning(long threshold, long part, int partsAtOnce, long memory, Conditions conditions) {
  private static final long MIB = 1024 * 1024;

  /** When the store is asked to compare before it replaces. */
  enum Conditions {
    /** If it knows the newer checksums: it is as new as that. */
    AUTO,
    /** Always. */
    YES,
    /** Never: the store ignores such conditions, or refuses them. */
    NO
  }

  /** What most need. */
  static Tuning usual() {
    long quarter = Runtime.getRuntime().maxMemory() / 4;
    return new Tuning(8 * MIB, 8 * MIB, 4, Math.min(64 * MIB, quarter), Conditions.AUTO);
  }
}
