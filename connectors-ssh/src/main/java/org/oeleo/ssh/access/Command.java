package org.oeleo.ssh.access;

import com.jcraft.jsch.ChannelExec;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import org.oeleo.ssh.sftp.Wire;

/**
 * A command that runs on the server. Each stream for one thread at a time, {@link #close} from any;
 * whoever started it closes it. What it prints must be read, or the whole connection waits.
 */
public final class Command implements Closeable {
  private final ChannelExec channel;
  private final Wire wire;
  private final Tail errors;

  Command(ChannelExec channel, Wire wire, Tail errors) {
    this.channel = channel;
    this.wire = wire;
    this.errors = errors;
  }

  /** What it reads; close it to end its input. */
  public OutputStream input() {
    return wire.output();
  }

  /** What it prints. */
  public InputStream output() {
    return wire.input();
  }

  /** What it complained of until now, no more than the last 8 KiB. */
  public String errors() {
    return errors.text();
  }

  /**
   * With what it ended; empty if it was ended by a signal, or did not say in time. To be asked when
   * {@link #output} is at its end.
   */
  public OptionalInt exitStatus(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    synchronized (errors) {
      while (channel.getExitStatus() < 0 && !channel.isClosed() && end - System.nanoTime() > 0) {
        // JSch tells nobody about the status, so it has to be asked.
        errors.wait(5);
      }
    }
    int status = channel.getExitStatus();
    return status < 0 ? OptionalInt.empty() : OptionalInt.of(status);
  }

  @Override
  public void close() {
    wire.close();
  }

  /** The end of what was written to it. Safe for many threads. */
  static final class Tail extends OutputStream {
    private static final int KEPT = 8 * 1024;

    private final StringBuilder text = new StringBuilder();

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) {
      text.append(new String(bytes, from, count, StandardCharsets.ISO_8859_1));
      if (text.length() > KEPT) {
        text.delete(0, text.length() - KEPT);
      }
    }

    synchronized String text() {
      return new String(
          text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
  }
}
