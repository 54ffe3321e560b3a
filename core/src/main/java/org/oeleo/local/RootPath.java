package org.oeleo.local;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;

/** What a person writes for a root, and the folder it means. */
final class RootPath {
  private RootPath() {}

  /**
   * The absolute path of a root: a path (relative to the working directory, {@code ~/} is the home
   * folder; a drive or a share on Windows), or a {@code file:} or {@code local:} URI.
   *
   * @throws ConnectorException UNREACHABLE if {@code text} is no path on this machine
   */
  static Path parse(String text) throws ConnectorException {
    try {
      return tidy(path(text.strip()).toAbsolutePath());
    } catch (IllegalArgumentException e) {
      throw new ConnectorException(
          Kind.UNREACHABLE, Printable.name(text) + " is not the path of a folder", e);
    }
  }

  private static Path path(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("file:") || lower.startsWith("local:")) {
      return ofUri(text.substring(text.indexOf(':') + 1));
    }
    if (text.isEmpty()) {
      throw new InvalidPathException(text, "is empty");
    }
    boolean home = text.equals("~") || text.startsWith("~/") || text.startsWith("~\\");
    return NameCoding.ofThisMachine()
        .path(home ? System.getProperty("user.home") + text.substring(1) : text);
  }

  /**
   * People write {@code file:///data/my runs} with a plain blank, which is no URI by the letter.
   */
  private static Path ofUri(String afterScheme) {
    if (!afterScheme.startsWith("/")) {
      throw new InvalidPathException(afterScheme, "is a URI of a relative path");
    }
    return Path.of(URI.create("file:" + afterScheme.replace(" ", "%20")));
  }

  /** {@code link/..} is not what it looks like, so a path with {@code ..} stays as it is. */
  private static Path tidy(Path absolute) {
    for (Path name : absolute) {
      if (name.toString().equals("..")) {
        return absolute;
      }
    }
    return absolute.normalize();
  }
}
