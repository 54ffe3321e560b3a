package org.oeleo.local;

import java.io.IOException;
import java.util.List;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.ConnectorProvider;
import org.oeleo.spi.Links;

/** Offers folders of this machine; found by {@link java.util.ServiceLoader} only. Immutable. */
public final class LocalConnectorProvider implements ConnectorProvider {
  static final Setting<Boolean> FSYNC = Setting.yesNo(
          "FSYNC",
          "Whether a file is forced to the disk before it counts as written, so that it"
              + " survives a power loss. No is faster for many small files.")
      .orElse(true);

  static final Setting<Boolean> WHOLE_FOLDERS = Setting.yesNo(
          "WHOLE_FOLDERS",
          "With OELEO_EXTERNAL=command: whether each folder directly below the source is given to the"
              + " command like a file, as it is, instead of the files in it.")
      .orElse(false);

  @Override
  public String name() {
    return "local";
  }

  @Override
  public String description() {
    return "a folder of this machine, or one mounted there";
  }

  @Override
  public List<String> schemes() {
    return List.of("local", "file");
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(Links.SETTING, FSYNC, WHOLE_FOLDERS);
  }

  /** Looks at the root without writing; a missing root is reported by the first use, not here. */
  @Override
  public Connector open(String root, Settings settings) throws IOException {
    try {
      Tree tree = new Tree(
          RootPath.parse(root),
          settings.get(Links.SETTING),
          settings.get(WHOLE_FOLDERS) ? FolderRole.ENTRY : FolderRole.WAY);
      Durability durability =
          new Durability(tree, settings.get(FSYNC), FileSystemSync.of(tree.root()));
      return new LocalConnector(tree, Traits.of(tree, durability), durability);
    } catch (SettingsException e) {
      throw ConnectorException.of(e);
    }
  }
}
