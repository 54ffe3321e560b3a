package org.oeleo;

import java.util.List;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.settings.Source;
import org.oeleo.spi.Side;

/** What settings say of the files at the source that are safe elsewhere. Immutable. */
record DisposalReader(Settings settings) {
  /** Connectors that write to disks have it, each with a description of its own. */
  private static final Setting<Boolean> FSYNC = Setting.yesNo("FSYNC", "whether files are forced");

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
    refuseToTrustUnwrittenCopies();
    refuseToFlatten();
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

  /** What the disk has not got yet may be all there is after a power loss. */
  private void refuseToTrustUnwrittenCopies() throws SettingsException {
    boolean pulls = settings.get(WorkerSettings.MODE) == WorkerSettings.Mode.PULL;
    Settings destination = settings.scoped((pulls ? Side.LOCAL : Side.EXTERNAL).name());
    if (!destination.find(FSYNC).orElse(true)) {
      throw new SettingsException(
          WorkerSettings.DISPOSAL.variable(),
          "does not go with OELEO_FSYNC=no: a power loss could take the copy of a file that is gone"
              + " here");
    }
  }

  /** Once one file is gone here, nobody can see that another one takes its name there. */
  private void refuseToFlatten() throws SettingsException {
    boolean flat = !Tuning.goesByFolders(settings)
        && settings.get(WorkerSettings.INCLUDE_SUBDIRS)
        && !settings.get(WorkerSettings.EXTERNAL_SUBDIRS);
    if (flat && settings.get(WorkerSettings.OVERWRITE) == Overwrite.REPLACE) {
      throw new SettingsException(
          WorkerSettings.DISPOSAL.variable(),
          "needs OELEO_EXTERNAL_SUBDIRS=true: without their folders, a file could replace the only"
              + " copy of another one of its name; or OELEO_OVERWRITE=keep or fail");
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
