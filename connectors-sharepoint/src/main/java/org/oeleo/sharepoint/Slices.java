package org.oeleo.sharepoint;

/**
 * How a large file is cut. Immutable.
 *
 * @param size of each slice but the last, in bytes; a multiple of {@link #UNIT}
 */
record Slices(long size) {
  /** Every slice but the last is a multiple of this; see Microsoft, createUploadSession. */
  static final long UNIT = 320 * 1024;

  /** A request has to carry less than 60 MiB. */
  static final long MOST = 191 * UNIT;

  /** What is not larger is sent whole, by one request; see Microsoft, "Upload small files". */
  static final long WHOLE = 4L * 1024 * 1024;

  /** As large as they may be, and not above {@code limit}. */
  static Slices upTo(long limit) {
    return new Slices(limit / UNIT * UNIT);
  }

  /** How long the slice is that begins at {@code offset}. */
  long length(long offset, long total) {
    return Math.min(size, total - offset);
  }
}
