package org.oeleo.examples.gzip;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** What the JDK does not know of gzip files. */
final class Gzip {
  /** What the four bytes at the end of a gzip file can say of a size, see RFC 1952. */
  static final long MOST_BYTES = (1L << 32) - 1;

  private static final int BUFFER = 64 * 1024;

  private Gzip() {}

  /** The size before compression, as the end of the file says it. */
  static long size(Path place) throws IOException {
    ByteBuffer size = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel file =
        FileChannel.open(place, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      file.read(size, Math.max(0, file.size() - Integer.BYTES));
    }
    // Less than four bytes are what a crash may leave of a file, and hold nothing.
    return size.hasRemaining() ? 0 : Integer.toUnsignedLong(size.getInt(0));
  }

  /** The JDK's stream, with the level that it lets only its heirs set. One thread. */
  static final class LeveledStream extends GZIPOutputStream {
    LeveledStream(OutputStream out, int level) throws IOException {
      super(out, BUFFER);
      def.setLevel(level);
    }
  }
}
