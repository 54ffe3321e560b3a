package org.oeleo.ssh.access;

import com.jcraft.jsch.Session;
import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;

/**
 * The attempt to connect: through every machine on the way, up to the login at the server. For one
 * use; {@link #close} from any thread ends it, and the thread that waits is told UNREACHABLE.
 */
public final class Dialling implements Closeable {
  private final Access access;
  private final List<Line> lines = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /** Of this server; nothing happens yet. */
  public Dialling(Access access) {
    this.access = access;
  }

  /**
   * Connects and logs in, within CONNECT_TIMEOUT. The caller closes the connection.
   *
   * @throws ConnectorException UNREACHABLE, HOST_IDENTITY or AUTHENTICATION; when interrupted,
   *     UNREACHABLE with the flag restored
   */
  public SshConnection connect() throws ConnectorException {
    Duration patience = access.manner().patience().connect();
    try {
      return new Waiting(this::giveUp).call("connecting to " + access, patience, () -> {
        List<LoggedIn> chain = new ArrayList<>();
        for (Hop hop : access.hops()) {
          chain.add(login(hop, chain).perform());
        }
        return SshConnection.of(access, chain, lines);
      });
    } catch (ConnectorException e) {
      giveUp();
      throw e;
    }
  }

  /** Asks one machine for its key; those before it must let us through. */
  HostIdentity identify(int number, Optional<String> algorithm) throws ConnectorException {
    Duration patience = access.manner().patience().connect();
    try {
      return new Waiting(this::giveUp).call("connecting to " + access, patience, () -> {
        List<LoggedIn> chain = new ArrayList<>();
        for (Hop hop : access.hops().subList(0, number)) {
          chain.add(login(hop, chain).perform());
        }
        return login(access.hops().get(number), chain).identify(algorithm);
      });
    } finally {
      giveUp();
    }
  }

  /** What the last machine proposed. */
  Optional<Proposal> proposal() {
    return lines.isEmpty() ? Optional.empty() : lines.get(lines.size() - 1).proposal();
  }

  private Login login(Hop hop, List<LoggedIn> before) throws ConnectorException {
    Duration patience = access.manner().patience().connect();
    Line line;
    if (before.isEmpty()) {
      line = new Line(new SocketWay(hop.address(), patience));
    } else {
      Session through = before.get(before.size() - 1).session();
      line = new Line(new ChannelWay(through, hop.address(), patience, lines.get(0)::cut));
    }
    lines.add(line);
    if (closed) {
      giveUp();
      throw new ConnectorException(Kind.UNREACHABLE, "connecting to " + access + " was given up");
    }
    return new Login(hop, mannerFor(hop), line);
  }

  /** The password is for the server alone: a machine on the way must not learn it. */
  private Access.Manner mannerFor(Hop hop) {
    Access.Manner manner = access.manner();
    if (hop.equals(access.server())) {
      return manner;
    }
    return new Access.Manner(
        new Access.Credentials(Optional.empty(), manner.credentials().passphrase()),
        manner.legacy(),
        manner.patience());
  }

  private void giveUp() {
    closed = true;
    lines.forEach(Line::cut);
  }

  @Override
  public void close() {
    giveUp();
  }
}
