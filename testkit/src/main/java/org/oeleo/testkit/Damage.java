package org.oeleo.testkit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;

/** What happens to a stream of bytes at one place. */
sealed interface Damage {
  /** It fails. */
  record Fails(Kind kind) implements Damage {
    @Override
    public int at(byte[] buffer, int offset, int count, Patience patience) throws IOException {
      throw new ConnectorException(kind, "injected in the middle of a file");
    }
  }

  /** It stops without a word. */
  record Hangs() implements Damage {
    @Override
    public int at(byte[] buffer, int offset, int count, Patience patience) throws IOException {
      patience.hang();
      return -1;
    }
  }

  /** It ends early. */
  record Ends() implements Damage {
    @Override
    public int at(byte[] buffer, int offset, int count, Patience patience) {
      return -1;
    }
  }

  /** One bit turns over. */
  record FlipsBit() implements Damage {
    @Override
    public int at(byte[] buffer, int offset, int count, Patience patience) {
      buffer[offset] ^= 1;
      return count;
    }
  }

  /**
   * Answers a read of {@code count} bytes that begins with the damaged byte: how many there are, or
   * -1.
   */
  int at(byte[] buffer, int offset, int count, Patience patience) throws IOException;

  /**
   * A stream damaged at byte {@code place}, which itself begins at byte {@code start} of the file.
   */
  final class Stream extends FilterInputStream {
    private final Damage damage;
    private final long place;
    private final Patience patience;
    private long position;

    Stream(InputStream in, long start, Effect.Damages damages, Patience patience) {
      super(in);
      this.damage = damages.damage();
      this.place = damages.offset();
      this.patience = patience;
      this.position = start;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      boolean before = position < place;
      int most = before ? (int) Math.min(length, place - position) : length;
      int n = in.read(buffer, offset, most);
      boolean damaged = position == place || (!before && damage instanceof Ends);
      if (n > 0 && damaged) {
        n = damage.at(buffer, offset, n, patience);
      }
      position += Math.max(n, 0);
      return n;
    }

    @Override
    public long skip(long n) throws IOException {
      return Math.max(0, read(new byte[(int) Math.min(n, 8192)]));
    }
  }
}
