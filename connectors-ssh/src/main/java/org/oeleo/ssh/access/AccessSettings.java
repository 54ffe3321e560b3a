package org.oeleo.ssh.access;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.oeleo.settings.Secret;
import org.oeleo.settings.Setting;

/** The settings that say who the other machine is and who we are to it. */
public final class AccessSettings {
  static final Setting<HostPort> HOST = Setting.of(
          "HOST",
          "The machine to connect to; may be an alias of ~/.ssh/config, and may stand in the root instead.",
          "host, host:port or [address]:port",
          HostPort::parse)
      .example("server.example.org");

  static final Setting<String> USERNAME = Setting.text(
      "USERNAME",
      "As whom to log in; without it what ~/.ssh/config says, else the name of the own account.");

  static final Setting<Secret> PASSWORD =
      Setting.secret("PASSWORD", "The password to log in with; better use a key.");

  static final Setting<List<String>> KEY_FILENAME = Setting.list(
          "KEY_FILENAME",
          "Files with private keys, separated by ;. Without it what ~/.ssh/config says, else the"
              + " usual ones in ~/.ssh.")
      .example("~/.ssh/id_ed25519");

  static final Setting<Secret> KEY_PASSPHRASE =
      Setting.secret("KEY_PASSPHRASE", "The passphrase of the private key.");

  static final Setting<List<String>> KNOWN_HOSTS = Setting.list(
      "KNOWN_HOSTS",
      "Files with the keys of known servers, separated by ;. Without it what ~/.ssh/config says,"
          + " else ~/.ssh/known_hosts; and those of the machine.");

  static final Setting<HostKeyRule> HOST_KEYS = Setting.of(
          "HOST_KEYS",
          "Whether only known servers are trusted (see oeleo pin), or new ones are remembered when"
              + " first met. A server whose key has changed is always refused.",
          "one of strict, accept-new",
          AccessSettings::rule)
      .printedBy(rule -> rule == HostKeyRule.STRICT ? "strict" : "accept-new")
      .orElse(HostKeyRule.STRICT);

  static final Setting<Boolean> INSECURE_ACCEPT_ANY_HOST_KEY = Setting.yesNo(
          "INSECURE_ACCEPT_ANY_HOST_KEY",
          "Talks to whoever answers, even if that is somebody who listens in. For tests only.")
      .orElse(false);

  static final Setting<String> SSH_CONFIG = Setting.text(
          "SSH_CONFIG", "The configuration of ssh that is read; none for none.")
      .orElse("~/.ssh/config");

  static final Setting<Agent> SSH_AGENT = Setting.of(
          "SSH_AGENT",
          "Whether keys of an ssh-agent are used: auto if there is one and no key is configured.",
          "auto, yes, no, or the path of its socket",
          Agent::parse)
      .orElse(new Agent(Agent.Use.AUTO, Optional.empty()));

  static final Setting<List<String>> LEGACY_ALGORITHMS = Setting.list(
          "LEGACY_ALGORITHMS",
          "Weak algorithms to allow for an old server, by their names, separated by ;. The message"
              + " about such a server says which it offers.")
      .example("ssh-rsa;diffie-hellman-group14-sha1");

  static final Setting<Duration> CONNECT_TIMEOUT = Setting.duration(
          "CONNECT_TIMEOUT", "How long connecting and logging in may take.")
      .orElse(Duration.ofSeconds(30));

  static final Setting<Duration> TIMEOUT = Setting.duration(
          "TIMEOUT", "How long a server may be silent before the connection is given up.")
      .orElse(Duration.ofSeconds(60));

  static final Setting<Boolean> RECONNECT = Setting.yesNo(
          "RECONNECT",
          "Of the original oeleo; does nothing here: a broken connection is always made anew.")
      .orElse(true);

  /** Every one of them. */
  public static final List<Setting<?>> ALL = List.of(
      HOST,
      USERNAME,
      PASSWORD,
      KEY_FILENAME,
      KEY_PASSPHRASE,
      KNOWN_HOSTS,
      HOST_KEYS,
      INSECURE_ACCEPT_ANY_HOST_KEY,
      SSH_CONFIG,
      SSH_AGENT,
      LEGACY_ALGORITHMS,
      CONNECT_TIMEOUT,
      TIMEOUT,
      RECONNECT);

  private AccessSettings() {}

  private static HostKeyRule rule(String text) {
    return switch (text) {
      case "strict" -> HostKeyRule.STRICT;
      case "accept-new" -> HostKeyRule.ACCEPT_NEW;
      default -> throw new IllegalArgumentException("is neither");
    };
  }
}
