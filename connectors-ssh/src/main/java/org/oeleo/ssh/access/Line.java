package org.oeleo.ssh.access;

import com.jcraft.jsch.Proxy;
import com.jcraft.jsch.SocketFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.oeleo.ssh.sftp.Wire;

/**
 * The bytes between us and one machine, handed to JSch as if there were a proxy, so that JSch never
 * sets a time limit on our socket and cannot be stuck where we cannot reach. Opened by one thread;
 * {@link #cut} from any.
 */
final class Line implements Proxy {
  /** Opens the way to the machine. */
  interface Way {
    /** Returns when the machine answers, or when the wire is closed from another thread. */
    Wire open() throws IOException;

    /** Ends {@link #open} and what it has opened, from any thread. */
    void cut();
  }

  private final Way way;
  private volatile Optional<Heard> heard = Optional.empty();
  private volatile Optional<Said> said = Optional.empty();
  private volatile boolean onlyLooks;

  Line(Way way) {
    this.way = way;
  }

  @Override
  public void connect(@Nullable SocketFactory factory, String host, int port, int timeout)
      throws IOException {
    Wire opened = way.open();
    heard = Optional.of(new Heard(opened.input()));
    Said out = new Said(opened.output());
    if (onlyLooks) {
      out.stopAtNewKeys();
    }
    said = Optional.of(out);
  }

  /** To be said before it is opened: it ends as soon as the server is recognised. */
  void onlyLook() {
    onlyLooks = true;
  }

  /** Whether the server has been recognised, by its key or by a certificate. */
  boolean isRecognised() {
    return said.map(Said::hasNewKeys).orElse(false);
  }

  /** Ends it at once; whoever reads or writes gets an exception. */
  void cut() {
    way.cut();
  }

  /** How many bytes have come in. */
  long received() {
    return heard.map(Heard::received).orElse(0L);
  }

  /** Whether the other end, or the network, ended it. */
  boolean isBroken() {
    return heard.map(Heard::isBroken).orElse(true);
  }

  /** Whether there was a connection at all. */
  boolean wasOpened() {
    return said.isPresent();
  }

  /** What the server proposed at first; empty if it did not get so far. */
  Optional<Proposal> proposal() {
    return heard.flatMap(all -> Proposal.find(all.beginning()));
  }

  /** What the server showed, if that is a certificate. */
  Optional<HostCertificate> certificate() {
    return heard.flatMap(all -> HostCertificate.find(all.beginning()));
  }

  @Override
  public InputStream getInputStream() {
    return heard.orElseThrow();
  }

  @Override
  public OutputStream getOutputStream() {
    return said.orElseThrow();
  }

  @Override
  public @Nullable Socket getSocket() {
    return null;
  }

  @Override
  public void close() {
    cut();
  }
}
