package org.oeleo.ssh.access;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.oeleo.settings.Secret;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Printable;

/** Makes an {@link Access} of what is configured. One thread, one use. */
final class AccessReading {
  private static final int MOST_JUMPS = 8;
  private static final List<String> USUAL_KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");

  private final Settings settings;
  private final Home home;
  private final List<String> notes = new ArrayList<>();

  AccessReading(Settings settings, Home home) {
    this.settings = settings;
    this.home = home;
  }

  Access read(String text) throws SettingsException {
    try {
      return understood(text);
    } catch (InvalidPathException e) {
      throw new SettingsException(
          AccessSettings.SSH_CONFIG.variable() + ", " + AccessSettings.KEY_FILENAME.variable()
              + " or " + AccessSettings.KNOWN_HOSTS.variable(),
          "names '" + Printable.name(e.getInput()) + "', which no file can be called");
    }
  }

  private Access understood(String text) throws SettingsException {
    RemoteRoot root = root(text);
    HostPort named = host(root);
    SshConfig config = config(named.host());
    Optional<String> wanted = user(root);
    List<Hop> hops = new ArrayList<>(jumps(config, 0));
    hops.add(hop(named, wanted, config));
    return new Access(root.path(), hops, manner(), notes);
  }

  private RemoteRoot root(String text) throws SettingsException {
    try {
      return RemoteRoot.parse(text);
    } catch (IllegalArgumentException e) {
      throw new SettingsException("the root", String.valueOf(e.getMessage()));
    }
  }

  private HostPort host(RemoteRoot root) throws SettingsException {
    Optional<HostPort> set = settings.find(AccessSettings.HOST);
    if (root.address().isEmpty()) {
      return set.orElseThrow(() -> new SettingsException(
          AccessSettings.HOST.variable(), "is required, or a root such as sftp://user@host/path"));
    }
    HostPort inRoot = root.address().get();
    if (set.isEmpty()) {
      return inRoot;
    }
    if (!agree(inRoot, set.get())) {
      throw new SettingsException(
          settings.origin(AccessSettings.HOST).orElse(AccessSettings.HOST.variable()),
          "says " + set.get() + ", but the root says " + inRoot + ": leave one of them out");
    }
    return inRoot.port().isPresent() ? inRoot : set.get();
  }

  private Optional<String> user(RemoteRoot root) throws SettingsException {
    Optional<String> set = settings.find(AccessSettings.USERNAME);
    if (root.user().isPresent() && set.isPresent() && !root.user().equals(set)) {
      throw new SettingsException(
          settings.origin(AccessSettings.USERNAME).orElse(AccessSettings.USERNAME.variable()),
          "says " + Printable.name(set.get()) + ", but the root says "
              + Printable.name(root.user().get()) + ": leave one of them out");
    }
    return root.user().isPresent() ? root.user() : set;
  }

  private static boolean agree(HostPort one, HostPort other) {
    return one.host().equalsIgnoreCase(other.host())
        && (one.port().isEmpty() || other.port().isEmpty() || one.port().equals(other.port()));
  }

  private SshConfig config(String host) throws SettingsException {
    String file = settings.get(AccessSettings.SSH_CONFIG);
    if (file.equalsIgnoreCase("none")) {
      return SshConfig.none(home, host);
    }
    try {
      SshConfig config = SshConfig.look(home.path(file), home, host);
      config.notes().stream().filter(note -> !notes.contains(note)).forEach(notes::add);
      return config;
    } catch (ConfigFile.UntrustedException e) {
      throw new SettingsException(
          AccessSettings.SSH_CONFIG.variable(),
          "leads to a file that is not to be trusted: "
              + Printable.name(String.valueOf(e.getMessage())) + ", or write none");
    } catch (IOException e) {
      throw new SettingsException(
          AccessSettings.SSH_CONFIG.variable(),
          "names " + Printable.name(file) + ", which cannot be read (" + Printable.name(e)
              + "): mend it, or write none");
    }
  }

  private List<Hop> jumps(SshConfig config, int depth) throws SettingsException {
    List<String> words = config.values("proxyjump");
    if (words.isEmpty() || words.get(0).equalsIgnoreCase("none")) {
      return List.of();
    }
    if (depth > MOST_JUMPS) {
      throw new SettingsException(
          AccessSettings.SSH_CONFIG.variable(), "has ProxyJumps that lead in a circle");
    }
    List<Hop> hops = new ArrayList<>();
    for (String jump : String.join(",", words).split(",")) {
      RemoteRoot parsed = jump(jump.strip());
      HostPort address = parsed.address().orElseThrow();
      SshConfig own = config(address.host());
      if (hops.isEmpty()) {
        hops.addAll(jumps(own, depth + 1));
      }
      hops.add(hop(address, parsed.user(), own));
    }
    return hops;
  }

  private static RemoteRoot jump(String text) throws SettingsException {
    try {
      return RemoteRoot.parse(text.contains("://") ? text : "ssh://" + text);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(
          AccessSettings.SSH_CONFIG.variable(), "has a ProxyJump that " + e.getMessage());
    }
  }

  private Hop hop(HostPort named, Optional<String> wanted, SshConfig config)
      throws SettingsException {
    HostPort address = address(named, config);
    String user = wanted.or(() -> config.value("user")).orElse(home.account());
    ConfigTokens tokens = new ConfigTokens(home, address.host(), user);
    return new Hop(address, user, keys(config, tokens), trust(address, config, tokens));
  }

  private static HostPort address(HostPort named, SshConfig config) throws SettingsException {
    try {
      String host = config.value("hostname").orElse("%h").replace("%h", named.host());
      OptionalInt port = named.port();
      if (port.isEmpty() && config.value("port").isPresent()) {
        port = HostPort.portOf(config.value("port").get());
      }
      return new HostPort(host, port);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(
          AccessSettings.SSH_CONFIG.variable(), "has an entry of which " + e.getMessage());
    }
  }

  private Hop.Keys keys(SshConfig config, ConfigTokens tokens) throws SettingsException {
    Agent agent = settings.get(AccessSettings.SSH_AGENT);
    Optional<List<String>> set = settings.find(AccessSettings.KEY_FILENAME);
    if (set.isPresent()) {
      List<Path> files = set.get().stream().map(home::path).toList();
      return new Hop.Keys(files, Hop.Naming.SETTING, agent);
    }
    boolean only = config.value("identitiesonly").orElse("no").equalsIgnoreCase("yes");
    List<Path> files = files(config.values("identityfile"), tokens);
    if (files.isEmpty() && config.values("identityfile").isEmpty()) {
      files = USUAL_KEYS.stream().map(home::ssh).toList();
    }
    return new Hop.Keys(files, only ? Hop.Naming.ONLY_THESE : Hop.Naming.HABIT, agent);
  }

  private Hop.Trust trust(HostPort address, SshConfig config, ConfigTokens tokens)
      throws SettingsException {
    List<String> names = config
        .value("hostkeyalias")
        .map(alias -> List.of(alias.toLowerCase(Locale.ROOT)))
        .orElseGet(() -> Stream.of(address.knownName(), address.host().toLowerCase(Locale.ROOT))
            .distinct()
            .toList());
    HostKeyRule rule = settings.get(AccessSettings.INSECURE_ACCEPT_ANY_HOST_KEY)
        ? HostKeyRule.INSECURE_ANY
        : settings.get(AccessSettings.HOST_KEYS);
    Optional<List<Path>> set = settings
        .find(AccessSettings.KNOWN_HOSTS)
        .map(files -> files.stream().map(home::path).toList());
    List<Path> own = set.orElseGet(() -> userFiles(config, tokens));
    List<Path> all = new ArrayList<>(own);
    if (set.isEmpty()) {
      all.addAll(globalFiles(config, tokens));
    }
    return new Hop.Trust(names, all, own.stream().findFirst(), rule);
  }

  private List<Path> userFiles(SshConfig config, ConfigTokens tokens) {
    List<String> named = config.values("userknownhostsfile");
    return named.isEmpty()
        ? List.of(home.ssh("known_hosts"), home.ssh("known_hosts2"))
        : files(named, tokens);
  }

  private static List<Path> globalFiles(SshConfig config, ConfigTokens tokens) {
    List<String> named = config.values("globalknownhostsfile");
    return named.isEmpty()
        ? List.of(Path.of("/etc/ssh/ssh_known_hosts"), Path.of("/etc/ssh/ssh_known_hosts2"))
        : files(named, tokens);
  }

  private static List<Path> files(List<String> named, ConfigTokens tokens) {
    return named.stream()
        .filter(file -> !file.equalsIgnoreCase("none"))
        .map(tokens::path)
        .toList();
  }

  private Access.Manner manner() throws SettingsException {
    Optional<Secret> password = settings.find(AccessSettings.PASSWORD);
    Optional<Secret> passphrase = settings.find(AccessSettings.KEY_PASSPHRASE);
    List<String> legacy = settings.find(AccessSettings.LEGACY_ALGORITHMS).orElse(List.of());
    try {
      Algorithms.checkLegacy(legacy);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(
          AccessSettings.LEGACY_ALGORITHMS.variable(), String.valueOf(e.getMessage()));
    }
    return new Access.Manner(
        new Access.Credentials(password, passphrase),
        legacy,
        new Access.Patience(
            settings.get(AccessSettings.CONNECT_TIMEOUT), settings.get(AccessSettings.TIMEOUT)));
  }
}
