package org.oeleo.ssh.access;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oeleo.settings.Secret;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;

/** The key exchange with one machine, the check who it is, and the login. One thread, one use. */
final class Login {
  private final Hop hop;
  private final Access.Manner manner;
  private final Line line;
  private final HostKeyCheck check;
  private final JSch jsch = new JSch();
  private final Identities identities;
  private final PasswordAnswers answers;

  /** For one machine on one line; {@code manner} as it is for that machine. */
  Login(Hop hop, Access.Manner manner, Line line) throws ConnectorException {
    this.hop = hop;
    this.manner = manner;
    this.line = line;
    this.check = new HostKeyCheck(hop, known(hop));
    this.identities = new Identities(jsch, manner.credentials().passphrase());
    this.answers = new PasswordAnswers(manner.credentials().password());
    jsch.setInstanceLogger(new JschLog());
  }

  static KnownHosts known(Hop hop) throws ConnectorException {
    try {
      return KnownHosts.read(hop.trust().knownHosts());
    } catch (IOException e) {
      throw new ConnectorException(
          Kind.HOST_IDENTITY, "known_hosts cannot be read (" + Printable.name(e) + "): mend it", e);
    }
  }

  /** Logs in. */
  LoggedIn perform() throws ConnectorException {
    identities.load(hop.keys());
    try {
      Session session = session(KeyTypes.all());
      session.connect(0);
      return new LoggedIn(
          hop, session, line, check.seen().or(() -> line.certificate().map(check::certified)));
    } catch (JSchException | RuntimeException e) {
      throw failure(e);
    }
  }

  /**
   * Asks for the host key only; ends before anything is said about us.
   *
   * @param algorithm the algorithm to ask for; empty for the one that a login would use
   */
  HostIdentity identify(Optional<String> algorithm) throws ConnectorException {
    line.onlyLook();
    try {
      Session session = session(algorithm.map(KeyTypes::only).orElse(KeyTypes.all()));
      session.setHostKeyRepository(new OnlyLooking(check));
      session.connect(0);
      session.disconnect();
    } catch (JSchException | RuntimeException e) {
      if (check.seen().isEmpty() && !line.isRecognised()) {
        throw failure(e);
      }
    }
    return check
        .seen()
        .or(() -> line.certificate().map(check::certified))
        .orElseThrow(() -> new ConnectorException(
            Kind.HOST_IDENTITY, hop.address() + " shows a certificate that cannot be read"));
  }

  /** Which algorithms of host keys are proposed. */
  private record KeyTypes(Optional<String> only) {
    static KeyTypes all() {
      return new KeyTypes(Optional.empty());
    }

    static KeyTypes only(String algorithm) {
      return new KeyTypes(Optional.of(algorithm));
    }
  }

  private Session session(KeyTypes types) throws JSchException {
    Session session =
        jsch.getSession(hop.user(), hop.address().host(), hop.address().portOrUsual());
    session.setProxy(line);
    session.setHostKeyRepository(check);
    session.setHostKeyAlias(check.alias());
    session.setUserInfo(answers);
    session.setDaemonThread(true);
    List<String> certificates = check.takesCertificates() ? Algorithms.certificates() : List.of();
    Algorithms.settings(manner.legacy(), check.knownTypes(), certificates)
        .forEach(session::setConfig);
    types.only().ifPresent(algorithm -> session.setConfig("server_host_key", algorithm));
    session.setConfig("prefer_known_host_key_types", "no");
    session.setConfig("StrictHostKeyChecking", "yes");
    session.setConfig("HashKnownHosts", "no");
    session.setConfig("host_certificate_to_key_fallback", "no");
    session.setConfig("enable_strict_kex", "yes");
    session.setConfig("PreferredAuthentications", methods(manner.credentials().password()));
    return session;
  }

  private static String methods(Optional<Secret> password) {
    return password.isPresent() ? "publickey,keyboard-interactive,password" : "publickey";
  }

  private ConnectorException failure(Exception e) {
    List<String> tried = new ArrayList<>(identities.tried());
    if (answers.wasTold()) {
      tried.add("the password");
    }
    return new LoginFailure(hop, line, check).of(e, tried, identities.leftOut());
  }
}
