package org.oeleo;

import java.nio.file.Path;
import java.util.List;
import org.oeleo.settings.Setting;

/** The settings of the program around the worker. */
public final class ProgramSettings {
  /** Where the log file goes. */
  public static final Setting<Path> LOG_DIR = Setting.path(
          "LOG_DIR", "Folder of the log file oeleo.log; without it, no log file is written.")
      .example("C:\\oeleo\\logs");

  /** Whether there is a log file for each level besides. */
  public static final Setting<Boolean> LOG_SPLIT = Setting.yesNo(
          "LOG_SPLIT",
          "Besides, all-debug.log, all-info.log, all-warning.log and all-error.log in OELEO_LOG_DIR,"
              + " each with what is of its level and above.")
      .orElse(false);

  /** Where connectors of third parties are. */
  public static final Setting<Path> PLUGIN_DIR = Setting.path(
      "PLUGIN_DIR",
      "Folder of third-party connectors, each in a sub-folder with its jars; plugins/ of the installation if not set.");

  /** Which jars of third parties may be loaded. */
  public static final Setting<Path> PLUGIN_SHA256 = Setting.path(
          "PLUGIN_SHA256",
          "File with the hashes of all jars of third-party connectors, as sha256sum prints them; a connector with any other jar is not used. Without it, any jar is.")
      .example("/etc/oeleo/plugins.sha256");

  static final List<Setting<?>> ALL = List.of(LOG_DIR, LOG_SPLIT, PLUGIN_DIR, PLUGIN_SHA256);

  private ProgramSettings() {}
}
