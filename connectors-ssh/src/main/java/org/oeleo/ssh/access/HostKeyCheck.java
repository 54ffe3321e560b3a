package org.oeleo.ssh.access;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.UserInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges the key of a server while JSch connects, before anything secret is said. JSch never writes
 * through it. Safe for many threads.
 */
final class HostKeyCheck implements HostKeyRepository {
  private final Hop hop;
  private final KnownHosts known;
  private volatile Optional<HostIdentity> seen = Optional.empty();
  private volatile Optional<IOException> unwritten = Optional.empty();

  HostKeyCheck(Hop hop, KnownHosts known) {
    this.hop = hop;
    this.known = known;
  }

  /** What the server showed; empty if it has not yet, or showed a certificate. */
  Optional<HostIdentity> seen() {
    return seen;
  }

  /** Why a new server could not be written down. */
  Optional<IOException> unwritten() {
    return unwritten;
  }

  /** The types of the keys that are known, which are to be asked for first. */
  List<String> knownTypes() {
    return known.typesOf(hop.trust().keyNames());
  }

  /** Whether the server may show a certificate instead of a key. */
  boolean takesCertificates() {
    return hop.trust().rule() != HostKeyRule.INSECURE_ANY
        && !known
            .marked(KnownLine.Marker.CERT_AUTHORITY, hop.trust().keyNames())
            .isEmpty();
  }

  @Override
  public int check(String host, byte[] blob) {
    HostIdentity identity = look(blob);
    return switch (identity.standing()) {
      case KNOWN -> OK;
      case UNKNOWN -> unknown(identity.key());
      case CHANGED, OTHER_TYPE -> hop.trust().rule() == HostKeyRule.INSECURE_ANY ? OK : CHANGED;
      case REVOKED -> CHANGED;
    };
  }

  /** Judges without consequences. */
  HostIdentity look(byte[] blob) {
    ServerKey key = ServerKey.of(blob);
    KnownHosts.Finding finding = known.find(hop.trust().keyNames(), key);
    HostIdentity identity = new HostIdentity(
        hop.address().toString(),
        hop.knownName(),
        key,
        finding.standing(),
        finding.line().map(KnownLine::where));
    seen = Optional.of(identity);
    return identity;
  }

  /** Who the bearer of a certificate is that JSch has found to be good. */
  HostIdentity certified(HostCertificate certificate) {
    Optional<KnownLine> line =
        known.marked(KnownLine.Marker.CERT_AUTHORITY, hop.trust().keyNames()).stream()
            .filter(one -> one.key().equals(certificate.authority()))
            .findFirst();
    return new HostIdentity(
        hop.address().toString(),
        hop.knownName(),
        certificate.key(),
        Standing.KNOWN,
        line.map(KnownLine::where).map(where -> "the authority in " + where));
  }

  private int unknown(ServerKey key) {
    return switch (hop.trust().rule()) {
      case INSECURE_ANY -> OK;
      case STRICT -> NOT_INCLUDED;
      case ACCEPT_NEW -> writeDown(key);
    };
  }

  private int writeDown(ServerKey key) {
    try {
      hop.trust().file().append(hop.knownName(), key);
      return OK;
    } catch (IOException e) {
      unwritten = Optional.of(e);
      return NOT_INCLUDED;
    }
  }

  @Override
  public HostKey[] getHostKey() {
    List<HostKey> keys = new ArrayList<>();
    addMarked(keys, KnownLine.Marker.CERT_AUTHORITY, "@cert-authority");
    addMarked(keys, KnownLine.Marker.REVOKED, "@revoked");
    return keys.toArray(new HostKey[0]);
  }

  /** JSch matches the name again, so it gets the one by which it will ask. */
  private void addMarked(List<HostKey> keys, KnownLine.Marker marker, String word) {
    for (KnownLine line : known.marked(marker, hop.trust().keyNames())) {
      byte[] blob = Base64.getDecoder().decode(line.key().base64());
      try {
        keys.add(new HostKey(word, alias(), HostKey.GUESS, blob, line.where()));
      } catch (JSchException e) {
        throw new IllegalStateException("a key that was read before: " + line.where(), e);
      }
    }
  }

  /** The name of the certificate's bearer, as which JSch knows this host. */
  String alias() {
    String name = hop.knownName();
    return name.startsWith("[") ? hop.address().host().toLowerCase(Locale.ROOT) : name;
  }

  @Override
  public HostKey[] getHostKey(@Nullable String host, @Nullable String type) {
    return new HostKey[0];
  }

  @Override
  public void add(HostKey key, @Nullable UserInfo user) {
    throw new UnsupportedOperationException("JSch must not write known_hosts");
  }

  @Override
  public void remove(String host, @Nullable String type) {
    throw new UnsupportedOperationException("JSch must not write known_hosts");
  }

  @Override
  public void remove(String host, @Nullable String type, byte @Nullable [] key) {
    throw new UnsupportedOperationException("JSch must not write known_hosts");
  }

  @Override
  public String getKnownHostsRepositoryID() {
    return hop.trust().knownHosts().toString();
  }
}
