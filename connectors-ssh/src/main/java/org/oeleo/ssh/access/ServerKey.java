package org.oeleo.ssh.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.oeleo.spi.Printable;

/**
 * The public key of a server. Immutable.
 *
 * @param type {@code ssh-ed25519}, say
 * @param base64 the key as known_hosts writes it
 */
record ServerKey(String type, String base64) {
  static ServerKey of(byte[] blob) {
    ByteBuffer buffer = ByteBuffer.wrap(blob);
    int length = blob.length < Integer.BYTES ? -1 : buffer.getInt();
    boolean whole = length > 0 && length <= buffer.remaining();
    String type =
        whole ? new String(blob, Integer.BYTES, length, StandardCharsets.US_ASCII) : "unknown";
    return new ServerKey(type, Base64.getEncoder().encodeToString(blob));
  }

  /** As {@code ssh-keygen -lf} prints it: {@code SHA256:…}. */
  String fingerprint() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(base64));
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return Printable.name(type) + " " + fingerprint();
  }
}
