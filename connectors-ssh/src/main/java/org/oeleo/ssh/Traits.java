package org.oeleo.ssh;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Capabilities;
import org.oeleo.spi.Capability;
import org.oeleo.spi.HashAlgorithm;
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
        Capability.FOLDERS,
        Capability.CREATE_ROOT,
        Capability.REMOTE);
    if (client.offers(Extension.STATVFS)) {
      flags.add(Capability.FREE_SPACE);
    }
    if (client.offers(Extension.FSYNC) && settings.get(SshSettings.FSYNC)) {
      flags.add(Capability.SYNC_IN_GROUPS);
    }
    if (tree.isWindows() || new CaseProbe(client, tree).ignoresCase()) {
      flags.add(Capability.CASE_INSENSITIVE);
    }
    List<HashAlgorithm> hashes =
        settings.get(SshSettings.REMOTE_HASH) ? RemoteHash.ALGORITHMS : List.of();
    return new Capabilities(flags, hashes, Duration.ofSeconds(1));
  }
}
