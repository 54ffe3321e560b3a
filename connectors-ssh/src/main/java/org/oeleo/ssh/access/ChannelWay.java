package org.oeleo.ssh.access;

import com.jcraft.jsch.ChannelDirectTCPIP;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.time.Duration;
import org.oeleo.ssh.sftp.Wire;

/** The way to a machine through a connection to another one (ProxyJump). Cut by any thread. */
final class ChannelWay implements Line.Way {
  private final Session through;
  private final HostPort address;
  private final Duration patience;
  private final Runnable cutter;

  /** {@code cutter} cuts the connection that is gone through. */
  ChannelWay(Session through, HostPort address, Duration patience, Runnable cutter) {
    this.through = through;
    this.address = address;
    this.patience = patience;
    this.cutter = cutter;
  }

  @Override
  public Wire open() throws IOException {
    try {
      ChannelDirectTCPIP channel = (ChannelDirectTCPIP) through.openChannel("direct-tcpip");
      channel.setHost(address.host());
      channel.setPort(address.portOrUsual());
      return ChannelWire.open(channel, patience, cutter);
    } catch (JSchException e) {
      throw new IOException(
          through.getHost() + " does not lead on to " + address + " (" + e.getMessage() + ")", e);
    }
  }

  /** A jump that is not the way to the server is of no use, so the first line is cut at once. */
  @Override
  public void cut() {
    cutter.run();
  }
}
