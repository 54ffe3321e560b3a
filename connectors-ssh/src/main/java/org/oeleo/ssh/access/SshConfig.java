package org.oeleo.ssh.access;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.oeleo.spi.Printable;

/**
 * What an ssh_config file says about one host, read as ssh reads it: the first value counts. See
 * ssh_config(5). One thread, one look-up.
 */
final class SshConfig {
  private static final int DEEPEST_INCLUDE = 16;

  private final Home home;
  private final String host;
  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  private SshConfig(Home home, String host) {
    this.home = home;
    this.host = host;
  }

  /**
   * What {@code file} says about {@code host}; a file that is not there says nothing.
   *
   * @throws ConfigFile.UntrustedException if others may change it, or a file it includes
   */
  static SshConfig look(Path file, Home home, String host) throws IOException {
    SshConfig config = new SshConfig(home, host);
    config.read(file, 0);
    return config;
  }

  /** Says nothing. */
  static SshConfig none(Home home, String host) {
    return new SshConfig(home, host);
  }

  /** The value of a keyword, in lower case, if it is set. */
  Optional<String> value(String keyword) {
    return values(keyword).stream().findFirst();
  }

  /** All values of a keyword that may have several. */
  List<String> values(String keyword) {
    return values.getOrDefault(keyword, List.of());
  }

  /** What was left out, for a person. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  private void read(Path file, int depth) throws IOException {
    if (depth > DEEPEST_INCLUDE) {
      throw new IOException(file + " is included by itself");
    }
    boolean active = true;
    for (String line : new ConfigFile(file, home.account()).lines()) {
      List<String> words = ConfigWords.of(line);
      if (words.isEmpty()) {
        continue;
      }
      String keyword = words.get(0).toLowerCase(Locale.ROOT);
      List<String> arguments = words.subList(1, words.size());
      switch (keyword) {
        case "host" -> active = matchesHost(arguments);
        case "match" -> active = matches(arguments);
        default -> {
          if (active) {
            obey(keyword, arguments, new Origin(file, depth));
          }
        }
      }
    }
  }

  private record Origin(Path file, int depth) {}

  private void obey(String keyword, List<String> arguments, Origin origin) throws IOException {
    if (arguments.isEmpty()) {
      return;
    }
    switch (keyword) {
      case "include" -> {
        for (String pattern : arguments) {
          include(pattern, origin);
        }
      }
      case "identityfile" ->
        values.computeIfAbsent(keyword, k -> new ArrayList<>()).add(arguments.get(0));
      case "proxycommand" -> {
        if (!arguments.get(0).equalsIgnoreCase("none")) {
          notes.add("ProxyCommand in " + origin.file + " is left out: oeleo starts no shell");
        }
      }
      default -> values.putIfAbsent(keyword, List.copyOf(arguments));
    }
  }

  private void include(String pattern, Origin origin) throws IOException {
    Path path = home.path(pattern);
    Path full = path.isAbsolute() ? path : home.ssh("").resolve(path);
    Path folder = Optional.ofNullable(full.getParent()).orElse(full);
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(folder, String.valueOf(full.getFileName()))) {
      found.forEach(files::add);
    } catch (PatternSyntaxException e) {
      throw new IOException("Include " + pattern + " is no pattern of names", e);
    }
    files.sort(null);
    for (Path file : files) {
      read(file, origin.depth + 1);
    }
  }

  private boolean matchesHost(List<String> patterns) {
    return HostPattern.anyOf(patterns).matches(host);
  }

  private boolean matches(List<String> criteria) {
    if (criteria.size() == 1 && criteria.get(0).equalsIgnoreCase("all")) {
      return true;
    }
    if (criteria.size() == 2 && criteria.get(0).equalsIgnoreCase("originalhost")) {
      return matchesHost(List.of(criteria.get(1).split(",")));
    }
    if (criteria.size() == 2 && criteria.get(0).equalsIgnoreCase("host")) {
      return HostPattern.anyOf(List.of(criteria.get(1).split(",")))
          .matches(value("hostname").orElse(host));
    }
    notes.add("'Match " + Printable.name(String.join(" ", criteria)) + "' of the ssh configuration"
        + " is left out: only Match all and Match host are understood");
    return false;
  }
}
