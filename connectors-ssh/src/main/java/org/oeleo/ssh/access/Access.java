package org.oeleo.ssh.access;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.oeleo.settings.Secret;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Printable;

/**
 * What settings, root and ssh configuration say about the other end; made without the network.
 * Immutable.
 *
 * @param path the root as the server is asked for it: absolute ({@code /srv}, {@code /C:/data}), or
 *     relative to the login folder, which itself is {@code .}
 * @param hops the machines to go through, the server last
 * @param notes what was left out of the ssh configuration, for a person
 */
public record Access(String path, List<Hop> hops, Manner manner, List<String> notes) {
  /** Copies the lists. */
  public Access {
    hops = List.copyOf(hops);
    notes = List.copyOf(notes);
  }

  /** What we say and how long we wait. */
  record Manner(Credentials credentials, List<String> legacy, Patience patience) {}

  /** What opens doors beside the files of keys; the password is for the server only. */
  record Credentials(Optional<Secret> password, Optional<Secret> passphrase) {}

  /** How long connecting may take, and how long silence may last. */
  record Patience(Duration connect, Duration silence) {}

  /**
   * Reads the settings, the root and the ssh configuration.
   *
   * @param root a path, or {@code sftp://user@host:port/path}
   * @throws SettingsException with everything that is wrong
   */
  public static Access of(String root, Settings settings) throws SettingsException {
    return of(root, settings, Home.own());
  }

  static Access of(String root, Settings settings, Home home) throws SettingsException {
    return new AccessReading(settings, home).read(root);
  }

  Hop server() {
    return hops.get(hops.size() - 1);
  }

  /** How long a server may be silent before the connection is given up. */
  public Duration silence() {
    return manner.patience().silence();
  }

  /** {@code user@host:port} of the server, for a person. */
  @Override
  public String toString() {
    return Printable.name(server().user() + "@" + server().address());
  }
}
