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
import org.oeleo.ssh.sftp.SftpClient;

/**
 * The root on the server, and where everything below it is. Immutable.
 *
 * @param host who has it, for messages
 * @param root absolute, without a slash at the end
 * @param windows whether the server's names are those of Windows, where {@code \} parts folders
 */
record RemoteTree(String host, String root, boolean windows) {
  /** As OpenSSH for Windows spells {@code C:\}. */
  private static final Pattern DRIVE = Pattern.compile("/[A-Za-z]:(/.*)?");

  /** @param path as configured; below the login folder if it is not absolute */
  static RemoteTree of(String host, String path, SftpClient client) throws IOException {
    String home = NameBytes.toText(client.realpath(NameBytes.toBytes(".")).await());
    String absolute = path.startsWith("/") ? path : home + "/" + path;
    String root = absolute.replaceAll("/+(\\./+)*", "/").replaceAll("/\\.?$", "");
    return new RemoteTree(host, root, DRIVE.matcher(home).matches());
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
    Optional<String> flaw = windows ? flawOnWindows(text) : Optional.empty();
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
