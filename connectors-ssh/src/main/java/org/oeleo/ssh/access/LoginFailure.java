package org.oeleo.ssh.access;

import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchHostKeyException;
import com.jcraft.jsch.JSchSessionDisconnectException;
import com.jcraft.jsch.JSchStrictKexException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;

/** Says why a connection or login failed, from how far it got and which exception ended it. */
record LoginFailure(Hop hop, Line line, HostKeyCheck check) {
  /** SSH_DISCONNECT_PROTOCOL_ERROR is what OpenSSH says after too many tries to log in. */
  private static final int TOO_MANY_TRIES = 2;

  private static final int NO_MORE_METHODS = 14;
  private static final Pattern METHODS = Pattern.compile("for methods '([^']*)'");

  ConnectorException of(Exception e, List<String> tried, List<String> leftOut) {
    Optional<ConnectorException> identity = identity(e);
    if (identity.isPresent()) {
      return identity.get();
    }
    if (e instanceof JSchAlgoNegoFailException negotiation) {
      return negotiation(negotiation);
    }
    if (e instanceof JSchStrictKexException) {
      return new ConnectorException(
          Kind.HOST_IDENTITY,
          "somebody between here and " + where() + " meddles with the key exchange",
          e);
    }
    if (isUnproven(e)) {
      return new ConnectorException(
          Kind.HOST_IDENTITY,
          where() + " does not prove who it is: " + Printable.name(String.valueOf(e.getMessage()))
              + "; somebody may be posing as it, so ask its owner",
          e);
    }
    return line.isRecognised() && isRefusal(e) ? refusal(e, tried, leftOut) : unreachable(e);
  }

  private Optional<ConnectorException> identity(Exception e) {
    if (check.unwritten().isPresent()) {
      return Optional.of(new ConnectorException(
          Kind.HOST_IDENTITY,
          where() + " is new and cannot be written down: "
              + Printable.name(check.unwritten().get()),
          check.unwritten().get()));
    }
    if (!(e instanceof JSchHostKeyException)) {
      return Optional.empty();
    }
    String text = check
        .seen()
        .map(HostIdentity::explained)
        .orElseGet(() -> where() + " shows a certificate that is not to be trusted ("
            + Printable.name(String.valueOf(e.getMessage())) + "): ask its owner");
    return Optional.of(new ConnectorException(Kind.HOST_IDENTITY, text, e));
  }

  /**
   * It talks and agreed on algorithms, but was not recognised: a certificate for somebody else,
   * say, which for JSch is a failure like any other, or a key that it does not have.
   */
  private boolean isUnproven(Exception e) {
    return line.proposal().isPresent()
        && !line.isRecognised()
        && !line.isBroken()
        && !(e instanceof JSchSessionDisconnectException)
        && !(root(e) instanceof IOException);
  }

  /**
   * The kind of refused credentials: like those, it ends the run until somebody changes a setting.
   */
  private ConnectorException negotiation(JSchAlgoNegoFailException e) {
    return new ConnectorException(
        Kind.AUTHENTICATION,
        where() + " and oeleo have no " + e.getAlgorithmName() + " algorithm in common: it offers "
            + Printable.name(e.getServerProposal())
            + "; bring its software up to date, or allow one by OELEO_LEGACY_ALGORITHMS",
        e);
  }

  private boolean isRefusal(Exception e) {
    if (e instanceof JSchSessionDisconnectException said) {
      return said.getReasonCode() == TOO_MANY_TRIES || said.getReasonCode() == NO_MORE_METHODS;
    }
    return e.getCause() == null && !line.isBroken();
  }

  private ConnectorException refusal(Exception e, List<String> tried, List<String> leftOut) {
    Matcher methods = METHODS.matcher(String.valueOf(e.getMessage()));
    String offers = methods.find() ? "; it takes " + Printable.name(methods.group(1)) : "";
    String said = e instanceof JSchSessionDisconnectException disconnect
        ? "; it says: " + Printable.name(disconnect.getDescription())
        : "";
    String with = tried.isEmpty() ? "nothing to try" : String.join(", ", tried);
    String without = leftOut.isEmpty() ? "" : "; left out: " + String.join("; ", leftOut);
    return new ConnectorException(
        Kind.AUTHENTICATION,
        where() + " does not let " + Printable.name(hop.user()) + " in with " + with + offers + said
            + without,
        e);
  }

  private ConnectorException unreachable(Exception e) {
    return new ConnectorException(Kind.UNREACHABLE, reason(root(e)), e);
  }

  private String reason(Throwable cause) {
    if (cause instanceof UnknownHostException) {
      return "there is no machine called " + Printable.name(hop.address().host())
          + ": look at the spelling and the name server";
    }
    if (cause instanceof ConnectException) {
      return where() + " refuses the connection: is its ssh server running, and is this its port";
    }
    if (cause instanceof SocketTimeoutException || cause instanceof NoRouteToHostException) {
      return where() + " does not answer: is it on, and does a firewall let through";
    }
    String what = line.wasOpened() ? " broke off during the login: " : " is not to be reached: ";
    return where() + what + Printable.name(String.valueOf(cause.getMessage()));
  }

  /** The deepest exception of the network; JSch wraps it more than once. */
  private static Throwable root(Throwable e) {
    Throwable found = e;
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof IOException) {
        found = t;
      }
    }
    return found;
  }

  private String where() {
    return Printable.name(hop.address());
  }
}
