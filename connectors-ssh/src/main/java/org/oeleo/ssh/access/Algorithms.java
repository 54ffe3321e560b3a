package org.oeleo.ssh.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.oeleo.spi.Printable;

/**
 * What is proposed to a server: nothing with SHA-1 or CBC unless asked for by name. AES-GCM comes
 * first, since the processor does it and it needs no second pass for the checksum.
 */
final class Algorithms {
  private static final List<String> CIPHERS = List.of(
      "aes128-gcm@openssh.com",
      "aes256-gcm@openssh.com",
      "aes128-ctr",
      "aes192-ctr",
      "aes256-ctr",
      "chacha20-poly1305@openssh.com");

  private static final List<String> MACS = List.of(
      "hmac-sha2-256-etm@openssh.com",
      "hmac-sha2-512-etm@openssh.com",
      "hmac-sha2-256",
      "hmac-sha2-512");

  private static final List<String> KEY_EXCHANGES = List.of(
      "mlkem768x25519-sha256",
      "curve25519-sha256",
      "curve25519-sha256@libssh.org",
      "ecdh-sha2-nistp256",
      "ecdh-sha2-nistp384",
      "ecdh-sha2-nistp521",
      "diffie-hellman-group-exchange-sha256",
      "diffie-hellman-group16-sha512",
      "diffie-hellman-group18-sha512",
      "diffie-hellman-group14-sha256");

  /** Key types; an RSA key signs with SHA-2, under two names. */
  private static final List<String> SIGNATURES = List.of(
      "ssh-ed25519",
      "ecdsa-sha2-nistp256",
      "ecdsa-sha2-nistp384",
      "ecdsa-sha2-nistp521",
      "rsa-sha2-512",
      "rsa-sha2-256");

  private static final Set<String> LEGACY_SIGNATURES = Set.of("ssh-rsa", "ssh-dss");

  private Algorithms() {}

  private enum Part {
    CIPHER,
    MAC,
    KEY_EXCHANGE,
    SIGNATURE
  }

  private static Part partOf(String name) {
    if (LEGACY_SIGNATURES.contains(name)) {
      return Part.SIGNATURE;
    }
    if (name.startsWith("diffie-hellman-") || name.startsWith("ecdh-")) {
      return Part.KEY_EXCHANGE;
    }
    if (name.startsWith("hmac-")) {
      return Part.MAC;
    }
    if (name.endsWith("-cbc") || name.endsWith("-ctr")) {
      return Part.CIPHER;
    }
    throw new IllegalArgumentException("names '" + Printable.name(name)
        + "', which is no algorithm that can be allowed: the message about the server says which"
        + " are offered");
  }

  /** @throws IllegalArgumentException if one of the names is none */
  static void checkLegacy(List<String> names) {
    names.forEach(Algorithms::partOf);
  }

  /** The settings of JSch; what {@code known} key types sign with comes first. */
  static Map<String, String> settings(List<String> legacy, List<String> known, List<String> more) {
    Map<String, String> all = new LinkedHashMap<>();
    String ciphers = proposal(CIPHERS, Part.CIPHER, legacy);
    String macs = proposal(MACS, Part.MAC, legacy);
    all.put("kex", proposal(KEY_EXCHANGES, Part.KEY_EXCHANGE, legacy));
    all.put("cipher.c2s", ciphers);
    all.put("cipher.s2c", ciphers);
    all.put("mac.c2s", macs);
    all.put("mac.s2c", macs);
    all.put("compression.c2s", "none");
    all.put("compression.s2c", "none");
    List<String> signatures =
        List.of(proposal(SIGNATURES, Part.SIGNATURE, legacy).split(","));
    all.put("PubkeyAcceptedAlgorithms", String.join(",", withCertificates(signatures)));
    List<String> hostKeys = new ArrayList<>(more);
    signatures.stream().filter(name -> known.contains(typeOf(name))).forEach(hostKeys::add);
    signatures.stream().filter(name -> !known.contains(typeOf(name))).forEach(hostKeys::add);
    all.put("server_host_key", String.join(",", hostKeys));
    return all;
  }

  /** The algorithms by which servers show certificates. */
  static List<String> certificates() {
    return SIGNATURES.stream().map(name -> name + "-cert-v01@openssh.com").toList();
  }

  private static List<String> withCertificates(List<String> signatures) {
    return Stream.concat(certificates().stream(), signatures.stream()).toList();
  }

  /** The type of key that makes such signatures. */
  static String typeOf(String signature) {
    return signature.startsWith("rsa-sha2-") ? "ssh-rsa" : signature;
  }

  private static String proposal(List<String> usual, Part part, List<String> legacy) {
    return Stream.concat(usual.stream(), legacy.stream().filter(name -> partOf(name) == part))
        .distinct()
        .reduce((one, other) -> one + "," + other)
        .orElse("");
  }
}
