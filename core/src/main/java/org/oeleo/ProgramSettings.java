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

  /** Where connectors of third parties are. */
  public static final Setting<Path> PLUGIN_DIR = Setting.path(
      "PLUGIN_DIR",
      "Folder of third-party connectors, each in a sub-folder with its jars; plugins/ of the installation if not set.");

  static final List<Setting<?>> ALL = List.of(LOG_DIR, PLUGIN_DIR);

  private ProgramSettings() {}
}
