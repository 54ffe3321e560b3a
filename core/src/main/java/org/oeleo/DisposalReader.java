package org.oeleo;

import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;

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
}
