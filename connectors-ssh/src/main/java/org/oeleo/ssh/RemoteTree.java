package org.oeleo.ssh;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.NameBytes;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;
import org.oeleo.spi.WindowsNames;
import org.oeleo.ssh.access.Access;
import org.oeleo.ssh.sftp.SftpClient;

/**
 * The root on the server, and where everything below it is. Immutable.
 *
 * @param host who has it, for messages
 * @param root absolute, without a slash at the end
 * @param names what the server's names are like
 */
record RemoteTree(String host, String root, Names names) {
  /** What the names of a server are like. */
  enum Names {
    /** Any bytes but the slash. */
    POSIX,
    /** Those of Windows, where {@code \} parts folders as well. */
    WINDOWS,
    /** Nobody knows whether {@code \} parts folders, so it is not used. */
    UNKNOWN
  }

  /** As OpenSSH for Windows spells {@code C:\}. */
  private static final Pattern DRIVE = Pattern.compile("/[A-Za-z]:(/.*)?");

  /**
   * The root that is configured; below the login folder if it is not absolute.
   *
   * @param version what the server calls itself
   */
  static RemoteTree of(Access access, String version, SftpClient client) throws IOException {
    String path = access.path();
    String home = NameBytes.toText(client.realpath(NameBytes.toBytes(".")).await());
    String absolute = path.startsWith("/") ? path : home + "/" + path;
    String root = absolute.replaceAll("/+(\\./+)*", "/").replaceAll("/\\.?$", "");
    return new RemoteTree(access.toString(), root, names(home, version));
  }

  private static Names names(String home, String version) {
    if (DRIVE.matcher(home).matches() || version.contains("Windows")) {
      return Names.WINDOWS;
    }
    return version.startsWith("SSH-2.0-OpenSSH_") ? Names.POSIX : Names.UNKNOWN;
  }

  boolean isWindows() {
    return names == Names.WINDOWS;
  }

  /** The root's own path. */
  byte[] place() {
    return NameBytes.toBytes(root.isEmpty() ? "/" : root);
  }

  /**
   * Where a file or folder is.
   *
   * @throws ConnectorException INVALID_NAME if the server has no such name
   */
  byte[] place(RelativePath path) throws ConnectorException {
    String text = path.toString();
    Optional<String> flaw = flaw(text);
    if (flaw.isPresent()) {
      throw new ConnectorException(Kind.INVALID_NAME, Printable.name(text) + " " + flaw.get());
    }
    byte[] place = NameBytes.toBytes(root + "/" + text);
    boolean exact =
        text.indexOf(NameBytes.QUOTE) < 0 || NameBytes.toText(place).equals(root + "/" + text);
    if (!exact) {
      throw new ConnectorException(
          Kind.INVALID_NAME, Printable.name(text) + " stands for no file name of the server");
    }
    return place;
  }

  private Optional<String> flaw(String path) {
    return switch (names) {
      case POSIX -> Optional.empty();
      case WINDOWS -> flawOnWindows(path);
      case UNKNOWN ->
        path.indexOf('\\') < 0
            ? Optional.empty()
            : Optional.of("holds a '\\', which may part folders on this server");
    };
  }

  private static Optional<String> flawOnWindows(String path) {
    for (String name : path.split("/")) {
      Optional<String> flaw = WindowsNames.flaw(name);
      if (flaw.isPresent()) {
        return flaw;
      }
    }
    return Optional.empty();
  }

  /** As the original oeleo names it in its ledger. */
  String locate(RelativePath path) {
    return root + "/" + path;
  }

  @Override
  public String toString() {
    return host + ":" + (root.isEmpty() ? "/" : root);
  }
}
