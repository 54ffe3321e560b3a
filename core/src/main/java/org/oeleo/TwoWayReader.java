package org.oeleo;

import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;

/** What settings say of a worker that goes both ways. Immutable. */
record TwoWayReader(Settings settings) {
  WorkerBuilder tune(WorkerBuilder builder) throws SettingsException {
    refuseWhatIsForOneWay();
    return (looksIntoFolders() ? builder : builder.maxDepth(1))
        .twoWay(new TwoWay(
            settings.get(WorkerSettings.CONFLICT),
            settings.get(WorkerSettings.CONFLICT_LOSER),
            settings.get(WorkerSettings.READ_ONLY).side(),
            settings.get(WorkerSettings.MAX_DELETE)));
  }

  /** Other than a worker that goes one way, this one does so unless it is told not to. */
  private boolean looksIntoFolders() throws SettingsException {
    return !settings.isSet(WorkerSettings.INCLUDE_SUBDIRS)
        || settings.get(WorkerSettings.INCLUDE_SUBDIRS);
  }

  private void refuseWhatIsForOneWay() throws SettingsException {
    boolean flat = settings.isSet(WorkerSettings.EXTERNAL_SUBDIRS)
        && !settings.get(WorkerSettings.EXTERNAL_SUBDIRS);
    if (flat && looksIntoFolders()) {
      throw new SettingsException(
          WorkerSettings.EXTERNAL_SUBDIRS.variable(),
          "is false, but with OELEO_MODE=sync files have the same folders on both sides; remove it");
    }
    if (settings.get(WorkerSettings.OVERWRITE) != Overwrite.REPLACE) {
      throw new SettingsException(
          WorkerSettings.OVERWRITE.variable(),
          "is for OELEO_MODE=push or pull; with sync see OELEO_CONFLICT and OELEO_READ_ONLY");
    }
    if (settings.get(WorkerSettings.ON_ERROR) != OnError.CONTINUE) {
      throw new SettingsException(
          WorkerSettings.ON_ERROR.variable(), "is for OELEO_MODE=push or pull");
    }
    if (settings.isSet(WorkerSettings.QUOTA)) {
      throw new SettingsException(
          WorkerSettings.QUOTA.variable(),
          "is for OELEO_MODE=push or pull; with sync files come and go on both sides");
    }
    if (settings.get(WorkerSettings.CHECKER).checker().isBlindToEdits()) {
      throw new SettingsException(
          WorkerSettings.CHECKER.variable(),
          "is presence: with OELEO_MODE=sync edits have to count");
    }
  }
}
