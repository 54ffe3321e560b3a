package org.oeleo.ssh.access;

import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.AgentProxyException;
import com.jcraft.jsch.Identity;
import com.jcraft.jsch.IdentityRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import com.jcraft.jsch.SSHAgentConnector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.oeleo.settings.Secret;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;

/** The keys with which to log in to one machine, given to JSch. One thread at a time. */
final class Identities {
  private final JSch jsch;
  private final Optional<Secret> passphrase;
  private final List<String> tried = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  Identities(JSch jsch, Optional<Secret> passphrase) {
    this.jsch = jsch;
    this.passphrase = passphrase;
  }

  /** The keys that can be tried, for a person. */
  List<String> tried() {
    return tried;
  }

  /** The keys that cannot, with the reason. */
  List<String> leftOut() {
    return leftOut;
  }

  /** Loads what the hop says. A key named by a setting that cannot be used is AUTHENTICATION. */
  void load(Hop.Keys keys) throws ConnectorException {
    for (Path file : keys.files()) {
      if (keys.naming() != Hop.Naming.SETTING && !Files.exists(file)) {
        continue;
      }
      try {
        add(file);
        tried.add(Printable.name(file));
      } catch (UnusableKeyException e) {
        String reason = "key " + Printable.name(file) + " " + e.getMessage();
        if (keys.naming() == Hop.Naming.SETTING) {
          throw new ConnectorException(Kind.AUTHENTICATION, reason, e);
        }
        leftOut.add(reason);
      }
    }
    if (wantsAgent(keys)) {
      addAgent(keys);
    }
  }

  private static boolean wantsAgent(Hop.Keys keys) {
    return switch (keys.agent().use()) {
      case YES -> true;
      case NO -> false;
      case AUTO -> keys.naming() == Hop.Naming.HABIT;
    };
  }

  private void add(Path file) throws UnusableKeyException {
    KeyFile key = KeyFile.read(file);
    try {
      KeyPair pair = KeyPair.load(jsch, key.content(), null);
      byte @Nullable [] secret = null;
      if (pair.isEncrypted()) {
        secret = secretFor(key);
        if (!pair.decrypt(secret.clone())) {
          throw new UnusableKeyException(
              "does not open with OELEO_KEY_PASSPHRASE (" + key.format() + ")");
        }
      }
      pair.dispose();
      jsch.addIdentity(file.toString(), key.content(), key.certificate().orElse(null), secret);
    } catch (JSchException | RuntimeException e) {
      // JSch meets content that is no key with exceptions of every sort.
      throw new UnusableKeyException(
          "cannot be used: it is " + key.format()
              + "; wanted is a private key of OpenSSH, PEM, PKCS#8 or PuTTY",
          e);
    }
  }

  private byte[] secretFor(KeyFile key) throws UnusableKeyException {
    return passphrase
        .map(secret -> secret.reveal().getBytes(StandardCharsets.UTF_8))
        .orElseThrow(() -> new UnusableKeyException(
            "has a passphrase (" + key.format() + "): set OELEO_KEY_PASSPHRASE, or use an agent"));
  }

  private void addAgent(Hop.Keys keys) {
    try {
      SSHAgentConnector connector = keys.agent().socket().isPresent()
          ? new SSHAgentConnector(keys.agent().socket().get())
          : new SSHAgentConnector();
      IdentityRepository agent = new AgentIdentityRepository(connector);
      if (agent.getStatus() != IdentityRepository.RUNNING) {
        leftOut.add("the agent does not answer");
        return;
      }
      List<Identity> held = agent.getIdentities();
      if (held.isEmpty()) {
        leftOut.add("the agent has no keys");
      }
      for (Identity identity : held) {
        jsch.addIdentity(identity, null);
        tried.add("key " + Printable.name(identity.getName()) + " of the agent");
      }
    } catch (AgentProxyException | JSchException e) {
      leftOut.add("there is no agent");
    }
  }

  /** Why a key cannot be used; goes on after the name of its file. */
  static final class UnusableKeyException extends IOException {
    private static final long serialVersionUID = 1L;

    UnusableKeyException(String message) {
      super(message);
    }

    UnusableKeyException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
