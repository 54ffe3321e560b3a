package org.oeleo.internal;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A temporary file for what memory has no room for; gone with its owner, also if that is killed.
 * Writing and reading take turns. One thread at a time; whoever opened it closes it.
 */
final class Spool implements AutoCloseable {
  private static final int BUFFER = 64 * 1024;

  private final FileChannel channel;
  private final DataOutputStream out;

  private Spool(FileChannel channel) {
    this.channel = channel;
    this.out =
        new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER));
  }

  static Spool open() throws IOException {
    Path file = Files.createTempFile("oeleo-", ".spool");
    return new Spool(FileChannel.open(
        file,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE));
  }

  /** Where everything goes, one after the other. */
  DataOutputStream out() {
    return out;
  }

  /** How much there is; what was written so far can be read from now on. */
  long end() throws IOException {
    out.flush();
    return channel.size();
  }

  /** What was written between these two ends. */
  DataInputStream read(long from, long to) {
    return new DataInputStream(new java.io.BufferedInputStream(new Segment(from, to), BUFFER));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Reads by position, so that several can be read side by side. */
  private final class Segment extends InputStream {
    private final long to;
    private long position;

    private Segment(long from, long to) {
      this.position = from;
      this.to = to;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int wanted = (int) Math.min(length, to - position);
      if (wanted <= 0) {
        return length == 0 ? 0 : -1;
      }
      int count = channel.read(ByteBuffer.wrap(buffer, offset, wanted), position);
      position += Math.max(count, 0);
      return count;
    }
  }
}
