package org.oeleo.ssh.access;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether keys of an ssh-agent are used. Immutable.
 *
 * @param socket where it listens; empty for where SSH_AUTH_SOCK says
 */
record Agent(Use use, Optional<Path> socket) {
  enum Use {
    YES,
    NO,
    /** If there is one, and no key is configured. */
    AUTO
  }

  /** Reads {@code auto}, {@code yes}, {@code no} or the path of a socket. */
  static Agent parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "auto" -> new Agent(Use.AUTO, Optional.empty());
      case "yes", "true", "y", "1" -> new Agent(Use.YES, Optional.empty());
      case "no", "false", "n", "0" -> new Agent(Use.NO, Optional.empty());
      default -> {
        if (text.indexOf('/') < 0) {
          throw new IllegalArgumentException("is none of them");
        }
        yield new Agent(Use.YES, Optional.of(Path.of(text)));
      }
    };
  }

  @Override
  public String toString() {
    return socket.map(Path::toString).orElse(use.name().toLowerCase(Locale.ROOT));
  }
}
