package org.oeleo.ssh.access;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.JSchException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.oeleo.ssh.sftp.Wire;

/** A channel of a connection as two streams. Safe for many threads as far as {@link Wire} is. */
final class ChannelWire implements Wire {
  /** What may be under way to us: enough for 20 ms at 400 MB/s. */
  static final int WINDOW = 8 * 1024 * 1024;

  /** The largest packet JSch takes. */
  private static final int PACKET = 252 * 1024;

  /** How long a polite end may take before the connection is cut. */
  private static final Duration POLITE = Duration.ofSeconds(2);

  private final Channel channel;
  private final ByteQueue input = new ByteQueue(WINDOW);
  private final OutputStream output;
  private final Runnable cutter;

  /** Opens the channel, which is set up already; {@code cutter} cuts the whole connection. */
  static ChannelWire open(Channel channel, Duration patience, Runnable cutter)
      throws IOException, JSchException {
    channel.setLocalWindowSizeMax(WINDOW);
    channel.setLocalPacketSize(PACKET);
    ChannelWire wire = new ChannelWire(channel, cutter);
    channel.setOutputStream(wire.input.sink());
    channel.connect((int) Math.min(Integer.MAX_VALUE, patience.toMillis()));
    return wire;
  }

  private ChannelWire(Channel channel, Runnable cutter) throws IOException {
    this.channel = channel;
    this.cutter = cutter;
    this.output = new Gathering(channel);
  }

  /** Gives up a channel that may still be on its way; the others of its connection live on. */
  static void abandon(Channel channel) {
    disconnecting(channel);
  }

  private static Thread disconnecting(Channel channel) {
    Thread polite = new Thread(channel::disconnect, "end of an ssh channel");
    polite.setDaemon(true);
    polite.start();
    return polite;
  }

  @Override
  public InputStream input() {
    return input;
  }

  @Override
  public OutputStream output() {
    return output;
  }

  @Override
  public void close() {
    input.close();
    Thread polite = disconnecting(channel);
    try {
      // Saying goodbye waits for whoever is writing, and that may be for ever.
      polite.join(POLITE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (polite.isAlive()) {
      cutter.run();
    }
  }

  /**
   * Gathers what is written until the packet is full or {@link #flush} is called, since a packet of
   * its own for each request costs more than the request. JSch drops what is written to a closed
   * channel without a word, hence the looks.
   */
  private static final class Gathering extends OutputStream {
    private final Channel channel;
    private final OutputStream target;

    private Gathering(Channel channel) throws IOException {
      this.channel = channel;
      this.target = channel.getOutputStream();
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      target.write(bytes, from, count);
      requireOpen();
    }

    @Override
    public void flush() throws IOException {
      target.flush();
      requireOpen();
    }

    private void requireOpen() throws IOException {
      if (channel.isClosed() || !channel.isConnected()) {
        throw new IOException("the channel is closed");
      }
    }

    @Override
    public void close() throws IOException {
      target.close();
    }
  }
}
