package org.oeleo.ssh.access;

import java.util.Optional;
import org.oeleo.spi.Printable;

/**
 * Which key a server showed, and how that compares with what is known of it. Immutable.
 *
 * @param address where it answered
 * @param name under which it stands, or would stand, in known_hosts
 * @param key what it showed
 * @param standing how that compares
 * @param where file and line that decided; empty if nothing is known
 */
public record HostIdentity(
    String address, String name, ServerKey key, Standing standing, Optional<String> where) {
  /** As {@code ssh-keygen -lf} prints it: {@code SHA256:…}. */
  public String fingerprint() {
    return key.fingerprint();
  }

  /** The type of the key: {@code ssh-ed25519}. */
  public String type() {
    return Printable.name(key.type());
  }

  /** The whole of it for a person: what it means and what to do. */
  public String explained() {
    String shows = name + " shows " + key;
    return switch (standing) {
      case KNOWN -> shows + ", as " + where.orElse("known_hosts") + " says";
      case UNKNOWN ->
        name + " is not known: it shows " + key
            + "; compare that with what its owner says, then write it down with 'oeleo pin'";
      case CHANGED ->
        shows + ", which is another key than " + where.orElse("known_hosts")
            + " says: somebody may be listening in, or the server was set up anew; ask its owner, then"
            + " replace the key with 'oeleo pin --accept'";
      case OTHER_TYPE ->
        shows + ", but only a key of another type is known of it ("
            + where.orElse("known_hosts")
            + "): ask its owner whether that key is gone, then replace"
            + " it with 'oeleo pin --accept'";
      case REVOKED ->
        shows + ", which is marked as revoked in " + where.orElse("known_hosts")
            + ": whoever has stolen it may be answering; ask its owner for a new one";
    };
  }
}
