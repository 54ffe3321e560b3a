package org.oeleo.ssh.access;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;

/** The keys by which a server is recognised: looks at them and writes them down. Immutable. */
public final class HostKeys {
  private final Access access;

  /** Of this server, and of the machines on the way to it. */
  public HostKeys(Access access) {
    this.access = access;
  }

  /**
   * Asks the server for its keys, without logging in there. If a machine on the way is not known,
   * what that one shows is given instead, since nothing goes through it before.
   *
   * @throws ConnectorException UNREACHABLE; AUTHENTICATION at a machine on the way
   */
  public List<HostIdentity> inspect() throws ConnectorException {
    int last = access.hops().size() - 1;
    for (int number = 0; number < last; number++) {
      List<HostIdentity> shown = inspect(number);
      if (shown.stream().noneMatch(one -> one.standing() == Standing.KNOWN)) {
        return shown;
      }
    }
    return inspect(last);
  }

  private List<HostIdentity> inspect(int number) throws ConnectorException {
    List<HostIdentity> shown = new ArrayList<>();
    Set<String> others = new LinkedHashSet<>();
    try (Dialling dialling = new Dialling(access)) {
      shown.add(dialling.identify(number, Optional.empty()));
      dialling.proposal().ifPresent(proposal -> others.addAll(usable(proposal)));
    }
    for (String algorithm : others) {
      String type = Algorithms.typeOf(algorithm);
      if (shown.stream().noneMatch(one -> one.key().type().equals(type))) {
        try (Dialling dialling = new Dialling(access)) {
          shown.add(dialling.identify(number, Optional.of(algorithm)));
        }
      }
    }
    return shown;
  }

  private List<String> usable(Proposal proposal) {
    List<String> ours = List.of(Algorithms.settings(access.manner().legacy(), List.of(), List.of())
        .getOrDefault("server_host_key", "")
        .split(","));
    return proposal.hostKeys().stream().filter(ours::contains).toList();
  }

  /**
   * Writes a key down that is not known yet; a known one is left as it is.
   *
   * @throws ConnectorException HOST_IDENTITY if another key of that server is known, if it is
   *     revoked, or if the file cannot be written
   */
  public void pin(HostIdentity identity) throws ConnectorException {
    switch (identity.standing()) {
      case KNOWN -> {}
      case UNKNOWN -> write(identity);
      case CHANGED, OTHER_TYPE, REVOKED ->
        throw new ConnectorException(Kind.HOST_IDENTITY, identity.explained());
    }
  }

  /**
   * Writes a key down in place of all that are known of its server in the first file of
   * known_hosts, in one step: on an exception that file is as it was.
   *
   * @throws ConnectorException HOST_IDENTITY if it is revoked, another file says otherwise, or the
   *     file cannot be written
   */
  public void replace(HostIdentity identity) throws ConnectorException {
    if (identity.standing() == Standing.REVOKED) {
      throw new ConnectorException(Kind.HOST_IDENTITY, identity.explained());
    }
    Hop.Trust trust = hop(identity).trust();
    try {
      KnownHostsFile file = trust.file();
      String text = file.without(identity.name());
      List<Path> others = new ArrayList<>(trust.knownHosts());
      others.remove(file.path());
      KnownHosts left = KnownHosts.of(text, file.path()).and(KnownHosts.read(others));
      requireNoObjection(left.find(trust.keyNames(), identity.key()), identity);
      file.rewrite(text, identity.name(), identity.key());
    } catch (ConnectorException e) {
      throw e;
    } catch (IOException e) {
      throw unwritten(e);
    }
  }

  private static void requireNoObjection(KnownHosts.Finding left, HostIdentity identity)
      throws ConnectorException {
    switch (left.standing()) {
      case KNOWN, UNKNOWN, OTHER_TYPE -> {}
      case CHANGED, REVOKED ->
        throw new ConnectorException(
            Kind.HOST_IDENTITY,
            left.line().map(KnownLine::where).orElse("known_hosts") + " still says otherwise about "
                + identity.name() + ": change it by hand");
    }
  }

  /** Where a key is written down that is not known yet. */
  public String memory(HostIdentity identity) {
    return hop(identity).trust().memory().map(Printable::name).orElse("no file");
  }

  private void write(HostIdentity identity) throws ConnectorException {
    try {
      hop(identity).trust().file().append(identity.name(), identity.key());
    } catch (IOException e) {
      throw unwritten(e);
    }
  }

  private static ConnectorException unwritten(IOException e) {
    return new ConnectorException(
        Kind.HOST_IDENTITY, "known_hosts cannot be written: " + Printable.name(e), e);
  }

  private Hop hop(HostIdentity identity) {
    return access.hops().stream()
        .filter(hop -> hop.knownName().equals(identity.name()))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(identity.name() + " is not on the way to " + access));
  }
}
