package org.oeleo.ssh;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Capabilities;
import org.oeleo.spi.Capability;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Links;
import org.oeleo.spi.NameBytes;
import org.oeleo.ssh.sftp.Attributes;
import org.oeleo.ssh.sftp.Extension;
import org.oeleo.ssh.sftp.SftpClient;

/** What one server can do, found out without writing. */
final class Traits {
  private Traits() {}

  static Capabilities of(SftpClient client, RemoteTree tree, Settings settings)
      throws IOException, SettingsException {
    Set<Capability> flags = EnumSet.of(
        Capability.MOVE,
        Capability.RESUME,
        Capability.SET_MODIFIED,
        Capability.CREATE_ROOT,
        Capability.REMOTE);
    if (client.offers(Extension.STATVFS)) {
      flags.add(Capability.FREE_SPACE);
    }
    if (client.offers(Extension.FSYNC) && settings.get(SshSettings.FSYNC)) {
      flags.add(Capability.SYNC_IN_GROUPS);
    }
    if (tree.windows() || ignoresCase(client, tree)) {
      flags.add(Capability.CASE_INSENSITIVE);
    }
    List<HashAlgorithm> hashes =
        settings.get(SshSettings.REMOTE_HASH) ? RemoteHash.ALGORITHMS : List.of();
    return new Capabilities(flags, hashes, Duration.ofSeconds(1));
  }

  /**
   * Whether the root is found under its name in the other case too, and is the same by all told.
   */
  private static boolean ignoresCase(SftpClient client, RemoteTree tree) throws IOException {
    String other = otherCase(tree.root());
    if (other.equals(tree.root())) {
      return false;
    }
    Sight sight = new Sight(tree, Links.SKIP);
    Optional<Attributes> root = sight.look(client, tree.place());
    return root.isPresent() && root.equals(sight.look(client, NameBytes.toBytes(other)));
  }

  /** Of the last name only: those above may be of another file system. */
  private static String otherCase(String root) {
    StringBuilder swapped = new StringBuilder(root);
    for (int i = root.lastIndexOf('/') + 1; i < root.length(); i++) {
      char c = root.charAt(i);
      if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        swapped.setCharAt(i, (char) (c ^ 0x20));
      }
    }
    return swapped.toString();
  }
}
