package org.oeleo.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * A run of bytes that waits to be sent. Filled by one thread, then read by any; closed once all are
 * done with it.
 */
final class Buffer implements AutoCloseable {
  private final Buffers home;
  private final byte[][] blocks;
  private final int size;
  private final AtomicBoolean closed = new AtomicBoolean();

  Buffer(Buffers home, byte[][] blocks, int size) {
    this.home = home;
    this.blocks = blocks;
    this.size = size;
  }

  /**
   * Reads as many bytes as it has room for.
   *
   * @throws ConnectorException CHANGED if there are fewer
   */
  void fill(InputStream in) throws IOException {
    for (int i = 0; i < blocks.length; i++) {
      if (in.readNBytes(blocks[i], 0, length(i)) < length(i)) {
        throw new ConnectorException(Kind.CHANGED, "the source is shorter than it was listed");
      }
    }
  }

  private int length(int block) {
    return Math.min(Buffers.BLOCK, size - block * Buffers.BLOCK);
  }

  /** Adds all of it. */
  void addTo(MessageDigest digest) {
    for (int i = 0; i < blocks.length; i++) {
      digest.update(blocks[i], 0, length(i));
    }
  }

  int size() {
    return size;
  }

  /** All of it, as often as it is asked for. */
  RequestBody body() {
    return RequestBody.fromContentProvider(this::open, size, "application/octet-stream");
  }

  private InputStream open() {
    List<InputStream> streams = new ArrayList<>(blocks.length);
    for (int i = 0; i < blocks.length; i++) {
      streams.add(new ByteArrayInputStream(blocks[i], 0, length(i)));
    }
    return streams.size() == 1
        ? streams.get(0)
        : new SequenceInputStream(Collections.enumeration(streams));
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      home.giveBack(blocks);
    }
  }
}
