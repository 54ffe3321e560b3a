package org.oeleo.internal;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.Connector;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.RelativePath;

/** Sums up files of either end. Safe for many threads. */
final class Hasher {
  private static final int BUFFER = 256 * 1024;

  private final Flow flow;

  /** One for each thread: a buffer for each file would cost more than reading a small one. */
  private final ThreadLocal<byte[]> buffers = ThreadLocal.withInitial(() -> new byte[BUFFER]);

  Hasher(Flow flow) {
    this.flow = flow;
  }

  /** Whether the hash of a file there can be had without sending its bytes here. */
  static boolean isCheap(Connector store, HashAlgorithm algorithm) {
    return store.capabilities().has(Capability.LOCAL_FILES)
        || store.capabilities().names(algorithm);
  }

  /** By the store's own word where that spares the way; else by reading all of it. */
  Checksum hash(Connector store, RelativePath path, HashAlgorithm algorithm) throws IOException {
    if (!store.capabilities().has(Capability.LOCAL_FILES)) {
      Optional<Checksum> named = store.checksum(path, algorithm);
      if (named.isPresent()) {
        return named.get();
      }
    }
    return read(store, path, algorithm);
  }

  /**
   * By reading all of it through the connector, which can be cancelled, unlike the store's own
   * hashing.
   */
  Checksum read(Connector store, RelativePath path, HashAlgorithm algorithm) throws IOException {
    MessageDigest digest = algorithm.newDigest();
    byte[] buffer = buffers.get();
    try (InputStream in = store.read(path, 0)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        flow.checkCancelled();
      }
    }
    return Checksum.of(algorithm, digest);
  }
}
