package org.oeleo.s3;

import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;

/**
 * How a file is cut into parts. Immutable.
 *
 * @param size of the file, at least 1
 * @param part the size of every part but the last
 */
record Layout(long size, long part) {
  private static final long MIB = 1024 * 1024;

  /** As many as S3 takes. */
  private static final int MOST_PARTS = 10_000;

  /** In parts of {@code least}, or larger where there would be too many. */
  static Layout of(long size, long least) {
    long needed = (size + MOST_PARTS - 1) / MOST_PARTS;
    long part = needed <= least ? least : (needed + MIB - 1) / MIB * MIB;
    return new Layout(size, part);
  }

  /** How many parts there are; they are numbered from 1. */
  int count() {
    return Math.toIntExact((size + part - 1) / part);
  }

  /** The size of one part. */
  long length(int number) {
    return Math.min(part, size - (number - 1) * part);
  }

  /**
   * Makes sure that parts of this size fit into memory.
   *
   * @throws ConnectorException NO_ROOM if they do not
   */
  void requireRoom(Buffers buffers) throws ConnectorException {
    if (!buffers.canHold(part)) {
      throw new ConnectorException(
          Kind.NO_ROOM,
          "parts of " + part
              + " bytes do not fit into the memory for sending: raise OELEO_SEND_MEMORY");
    }
  }
}
