package org.oeleo;

import java.util.List;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.settings.Source;

/** What settings say of the files at the source that are safe elsewhere. Immutable. */
record DisposalReader(Settings settings) {
  Disposal disposal() throws SettingsException {
    WorkerSettings.Fate fate = settings.get(WorkerSettings.DISPOSAL);
    if (fate != WorkerSettings.Fate.ARCHIVE && settings.isSet(WorkerSettings.ARCHIVE_DIR)) {
      throw new SettingsException(
          WorkerSettings.ARCHIVE_DIR.variable(), "is of no use without OELEO_DISPOSAL=archive");
    }
    if (fate == WorkerSettings.Fate.KEEP) {
      return Disposal.keep();
    }
    refuseWhatDoesNotGoWithIt();
    return fate == WorkerSettings.Fate.DELETE
        ? Disposal.delete()
        : new Disposal.Archive(settings.get(WorkerSettings.ARCHIVE_DIR));
  }

  private void refuseWhatDoesNotGoWithIt() throws SettingsException {
    refuseToLeaveOutDestinations();
    if (settings.get(WorkerSettings.MODE) == WorkerSettings.Mode.SYNC) {
      throw new SettingsException(
          WorkerSettings.DISPOSAL.variable(), "is for OELEO_MODE=push or pull");
    }
    if (settings.get(WorkerSettings.VERIFY) == Verify.SIZE) {
      throw new SettingsException(
          WorkerSettings.DISPOSAL.variable(),
          "does not go with OELEO_VERIFY=size: equal sizes are no reason to delete or archive a"
              + " file; use auto, hash or reread");
    }
    if (settings.get(WorkerSettings.FORGET_VANISHED)) {
      throw new SettingsException(
          WorkerSettings.DISPOSAL.variable(),
          "does not go with OELEO_FORGET_VANISHED: what was deleted or archived is to be"
              + " remembered");
    }
  }

  /**
   * Some of the destinations of a file, named on the command line say, must not be taken for all.
   */
  private void refuseToLeaveOutDestinations() throws SettingsException {
    String variable = DestinationSettings.DESTINATIONS.variable();
    List<String> names = settings.find(DestinationSettings.DESTINATIONS).orElse(List.of());
    for (Source source : settings.sources()) {
      if (source.values().containsKey(variable)) {
        Settings alone = Settings.of(List.of(source));
        for (String name : alone.find(DestinationSettings.DESTINATIONS).orElse(List.of())) {
          if (names.stream().noneMatch(name::equalsIgnoreCase)) {
            throw new SettingsException(
                variable,
                "leaves out " + name + ", which " + source.name()
                    + " names: with OELEO_DISPOSAL all"
                    + " destinations have to hold a file before it goes. Add"
                    + " -s OELEO_DISPOSAL=keep");
          }
        }
      }
    }
  }
}
