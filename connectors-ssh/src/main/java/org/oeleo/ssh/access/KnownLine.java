package org.oeleo.ssh.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One line of known_hosts, see sshd(8). Immutable.
 *
 * @param where file and line number, for a person
 */
record KnownLine(Marker marker, String hosts, ServerKey key, String where) {
  enum Marker {
    NONE,
    REVOKED,
    CERT_AUTHORITY,
    /** Of a kind that is not known here; such a line says nothing. */
    OTHER
  }

  /** Reads a line; nothing if it is empty, a comment or not to be understood. */
  static Optional<KnownLine> parse(String line, String where) {
    String[] words = line.strip().split("[ \t]+");
    Marker marker = markerOf(words[0]);
    int first = marker == Marker.NONE ? 0 : 1;
    if (words.length < first + 3 || words[first].startsWith("#")) {
      return Optional.empty();
    }
    try {
      byte[] blob = Base64.getDecoder().decode(words[first + 2]);
      return Optional.of(new KnownLine(marker, words[first], ServerKey.of(blob), where));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Marker markerOf(String word) {
    return switch (word) {
      case "@revoked" -> Marker.REVOKED;
      case "@cert-authority" -> Marker.CERT_AUTHORITY;
      default -> word.startsWith("@") ? Marker.OTHER : Marker.NONE;
    };
  }

  /** Whether it is about this host, {@code name} or {@code [name]:port}. */
  boolean isAbout(String name) {
    return isHashed() ? matchesHash(name) : HostPattern.anyOf(names()).matches(name);
  }

  boolean isHashed() {
    return hosts.startsWith("|1|");
  }

  /** The patterns of its first column; of a hashed line nothing but the hash. */
  List<String> names() {
    return Arrays.asList(hosts.split(","));
  }

  private boolean matchesHash(String name) {
    String[] parts = hosts.split("\\|");
    if (parts.length != 4) {
      return false;
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(parts[2]), "HmacSHA1"));
      byte[] hash = mac.doFinal(name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
      return MessageDigest.isEqual(hash, Base64.getDecoder().decode(parts[3]));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
