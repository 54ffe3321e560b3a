package org.oeleo.ssh;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.oeleo.spi.Identity;
import org.oeleo.ssh.access.HostIdentity;
import org.oeleo.ssh.access.HostKeys;

/** A server, by one of its keys. Immutable. */
record ServerIdentity(HostKeys keys, HostIdentity key) implements Identity {
  /** One for each key that the server shows. */
  static List<Identity> of(HostKeys keys) throws IOException {
    List<Identity> identities = new ArrayList<>();
    for (HostIdentity key : keys.inspect()) {
      identities.add(new ServerIdentity(keys, key));
    }
    return identities;
  }

  @Override
  public String subject() {
    return key.address();
  }

  @Override
  public String fingerprint() {
    return key.type() + " " + key.fingerprint();
  }

  @Override
  public Trust trust() {
    return switch (key.standing()) {
      case KNOWN -> Trust.KNOWN;
      case UNKNOWN -> Trust.UNKNOWN;
      case CHANGED, OTHER_TYPE -> Trust.CHANGED;
      case REVOKED -> Trust.REVOKED;
    };
  }

  @Override
  public String memory() {
    return key.where().orElseGet(() -> keys.memory(key));
  }

  @Override
  public void pin() throws IOException {
    if (trust() == Trust.CHANGED) {
      keys.replace(key);
    } else {
      keys.pin(key);
    }
  }
}
