package org.oeleo.ssh;

import java.util.ArrayList;
import java.util.List;
import org.oeleo.settings.Setting;
import org.oeleo.spi.Links;
import org.oeleo.ssh.access.AccessSettings;

/** The settings of this connector; those of the connection itself are {@link AccessSettings}. */
final class SshSettings {
  static final Setting<Boolean> FSYNC = Setting.yesNo(
          "FSYNC",
          "Whether the server forces a file to its disk before it counts as written, so that it"
              + " survives a power loss there. Needs an OpenSSH server; others are not asked."
              + " No is faster for many small files.")
      .orElse(true);

  static final Setting<Boolean> REMOTE_HASH = Setting.yesNo(
          "REMOTE_HASH",
          "Whether copies are verified by sha256sum, or md5sum, run on the server, which needs a"
              + " shell account there. Their names go to xargs, never into a command.")
      .orElse(false);

  private SshSettings() {}

  static List<Setting<?>> all() {
    List<Setting<?>> all = new ArrayList<>(AccessSettings.ALL);
    all.addAll(List.of(Links.SETTING, FSYNC, REMOTE_HASH));
    return all;
  }
}
