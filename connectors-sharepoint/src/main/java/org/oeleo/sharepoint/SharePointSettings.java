package org.oeleo.sharepoint;

import java.util.ArrayList;
import java.util.List;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.sharepoint.access.Access;

/** The settings of this connector; those of the way to the library are {@link Access#settings}. */
final class SharePointSettings {
  static final Setting<Naming> NAMES = Setting.choice(
          "SHAREPOINT_NAMES",
          "What becomes of names that SharePoint does not take: the file is refused, or the name is"
              + " kept in another way (a:b as a\u201b3Ab) and read back as it was.",
          Naming.class)
      .orElse(Naming.REFUSE);

  static final Setting<Long> SLICE_SIZE = Setting.size(
          "SLICE_SIZE",
          "How much of a large file is sent by one request, from 320K to 59M; taken down to a"
              + " multiple of 320K.")
      .checkedBy(size -> {
        if (size < Slices.UNIT || size > Slices.MOST) {
          throw new IllegalArgumentException("is not between 320K and 59M");
        }
      })
      .orElse(32L * Slices.UNIT);

  private SharePointSettings() {}

  static List<Setting<?>> all() {
    List<Setting<?>> all = new ArrayList<>(Access.settings());
    all.addAll(List.of(NAMES, SLICE_SIZE));
    return all;
  }

  static Slices slices(Settings settings) throws SettingsException {
    return Slices.upTo(settings.get(SLICE_SIZE));
  }
}
