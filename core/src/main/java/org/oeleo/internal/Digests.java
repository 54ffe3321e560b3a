package org.oeleo.internal;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.HashAlgorithm;

/**
 * Several hashes of the same bytes, computed as they pass. The first, which is the one the ledger
 * keeps and the slowest, is computed beside the transfer if there is much to hash. One thread at a
 * time; whoever opens it closes it.
 */
final class Digests implements AutoCloseable {
  /** Less is hashed before a thread has started. */
  private static final long MUCH = 8L * 1024 * 1024;

  private final List<HashAlgorithm> algorithms;
  private final List<Lane> lanes = new ArrayList<>(2);
  private final List<Checksum> sums = new ArrayList<>(2);

  /** Computes one hash. */
  interface Lane {
    /** Takes more in; the array is the caller's again afterwards. */
    void update(byte[] bytes, int offset, int length) throws IOException;

    /** The digest that has taken everything in; the last call. */
    MessageDigest finish() throws IOException;

    /** Nobody will ask for it. */
    default void abandon() {}
  }

  private record Inline(MessageDigest digest) implements Lane {
    @Override
    public void update(byte[] bytes, int offset, int length) {
      digest.update(bytes, offset, length);
    }

    @Override
    public MessageDigest finish() {
      return digest;
    }
  }

  Digests(List<HashAlgorithm> algorithms, long size) {
    this.algorithms = algorithms;
    boolean much = size >= MUCH && Runtime.getRuntime().availableProcessors() > 1;
    for (HashAlgorithm algorithm : algorithms) {
      MessageDigest digest = algorithm.newDigest();
      lanes.add(much && lanes.isEmpty() ? new HashingThread(digest) : new Inline(digest));
    }
  }

  void update(byte[] bytes, int offset, int length) throws IOException {
    for (Lane lane : lanes) {
      lane.update(bytes, offset, length);
    }
  }

  /** Of everything, in the order of the algorithms. */
  List<Checksum> sums() throws IOException {
    if (sums.isEmpty()) {
      for (int i = 0; i < lanes.size(); i++) {
        sums.add(Checksum.of(algorithms.get(i), lanes.get(i).finish()));
      }
    }
    return sums;
  }

  @Override
  public void close() {
    if (sums.isEmpty()) {
      lanes.forEach(Lane::abandon);
    }
  }
}
