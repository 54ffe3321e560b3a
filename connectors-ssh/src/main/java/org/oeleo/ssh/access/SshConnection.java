package org.oeleo.ssh.access;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.ChannelSubsystem;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.ssh.sftp.Wire;

/**
 * A connection to a server that has been recognised and has let us in. Safe for many threads;
 * whoever opened it closes it, from any thread. Once broken it stays so.
 */
public final class SshConnection implements Closeable {
  private final Access access;
  private final List<LoggedIn> chain;
  private final List<Line> lines;
  private final KeepAlive keepAlive;

  private final Set<Channel> opening = ConcurrentHashMap.newKeySet();

  /** Whether a channel was opened before. */
  private volatile boolean inUse;

  private SshConnection(Access access, List<LoggedIn> chain, List<Line> lines) {
    this.access = access;
    this.chain = List.copyOf(chain);
    this.lines = List.copyOf(lines);
    LoggedIn server = server();
    this.keepAlive = new KeepAlive(server.session(), server.line(), access.silence());
  }

  static SshConnection of(Access access, List<LoggedIn> chain, List<Line> lines) {
    SshConnection connection = new SshConnection(access, chain, lines);
    connection.keepAlive.start(connection::cut);
    return connection;
  }

  /**
   * Connects and logs in, within CONNECT_TIMEOUT; use {@link Dialling} to be able to give up.
   *
   * @throws ConnectorException UNREACHABLE, HOST_IDENTITY or AUTHENTICATION
   */
  public static SshConnection open(Access access) throws ConnectorException {
    return new Dialling(access).connect();
  }

  private LoggedIn server() {
    return chain.get(chain.size() - 1);
  }

  /**
   * Opens a channel with the subsystem sftp; may be done several times, as far as the server
   * allows. The caller closes it. A first channel that takes longer than TIMEOUT ends the
   * connection, a further one only itself.
   *
   * @throws ConnectorException UNREACHABLE
   */
  public Wire sftp() throws ConnectorException {
    String what = "opening sftp on " + access;
    ChannelSubsystem channel = (ChannelSubsystem) channel("subsystem", what);
    channel.setSubsystem("sftp");
    channel.setWantReply(true);
    return patiently(what, channel);
  }

  /**
   * Starts a command. It goes through the shell of the account, so it must be a constant: no name
   * of a file may ever be part of it. The caller closes it.
   *
   * @throws ConnectorException UNREACHABLE
   */
  public Command run(String command) throws ConnectorException {
    String what = "running a command on " + access;
    ChannelExec channel = (ChannelExec) channel("exec", what);
    channel.setCommand(command);
    Command.Tail errors = new Command.Tail();
    channel.setErrStream(errors);
    return new Command(channel, patiently(what, channel), errors);
  }

  private Session session() {
    return server().session();
  }

  /** Prepares a channel; nothing is sent yet. */
  private Channel channel(String type, String what) throws ConnectorException {
    try {
      return session().openChannel(type);
    } catch (JSchException e) {
      throw new ConnectorException(Kind.UNREACHABLE, refusal(what), e);
    }
  }

  /** Without its first channel a connection is of no use; a further one that hangs fails alone. */
  private Wire patiently(String what, Channel channel) throws ConnectorException {
    Runnable abort = inUse ? () -> ChannelWire.abandon(channel) : this::cut;
    Wire wire = new Waiting(abort).call(what, access.silence(), () -> {
      opening.add(channel);
      try {
        return ChannelWire.open(channel, access.silence(), this::cut);
      } catch (JSchException e) {
        throw new ConnectorException(Kind.UNREACHABLE, refusal(what), e);
      } finally {
        opening.remove(channel);
      }
    });
    inUse = true;
    return wire;
  }

  private String refusal(String what) {
    if (isOpen()) {
      return what + " is refused: does the server offer it, and does it allow another session on"
          + " one connection (MaxSessions)";
    }
    return what + " failed: the connection " + keepAlive.reason().orElse("broke off");
  }

  /** Whether it still works, as far as is known. */
  public boolean isOpen() {
    return session().isConnected() && !server().line().isBroken();
  }

  /** What the server calls itself: {@code SSH-2.0-OpenSSH_9.2}. */
  public String serverVersion() {
    return server().version();
  }

  /** What there is to know about it and every machine on the way, line by line, for a person. */
  public List<String> particulars() {
    List<String> all = new ArrayList<>();
    chain.forEach(machine -> all.addAll(machine.particulars()));
    all.addAll(access.notes());
    return all;
  }

  /** The socket first: everything that is stuck, in JSch too, is then free. */
  private void cut() {
    keepAlive.stop();
    lines.forEach(Line::cut);
    for (int i = chain.size() - 1; i >= 0; i--) {
      chain.get(i).session().disconnect();
    }
    opening.forEach(SshConnection::wake);
  }

  /** JSch leaves who opens a channel waiting to the end of its patience. */
  private static void wake(Channel channel) {
    synchronized (channel) {
      channel.notifyAll();
    }
  }

  @Override
  public void close() {
    cut();
  }
}
