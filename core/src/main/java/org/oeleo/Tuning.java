package org.oeleo;

import java.util.List;
import org.oeleo.filter.Dated;
import org.oeleo.filter.FilterSettings;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Side;

/** How settings have a worker go about it, once its ends are known. Immutable. */
record Tuning(Settings settings, Side source) {
  /**
   * Tells the builder.
   *
   * @param disposal what this worker does by itself
   */
  WorkerBuilder of(WorkerBuilder builder, Disposal disposal) throws SettingsException {
    builder
        .from(source)
        .checker(settings.get(WorkerSettings.CHECKER).checker())
        .hash(settings.get(WorkerSettings.HASH))
        .settle(settings.get(WorkerSettings.SETTLE))
        .verify(settings.get(WorkerSettings.VERIFY))
        .overwrite(settings.get(WorkerSettings.OVERWRITE))
        .emptySource(settings.get(WorkerSettings.EMPTY_SOURCE))
        .emptyDestination(settings.get(WorkerSettings.EMPTY_DESTINATION))
        .minFree(settings.get(WorkerSettings.MIN_FREE))
        .bandwidth(settings.get(WorkerSettings.BANDWIDTH))
        .retry(retry())
        .onError(settings.get(WorkerSettings.ON_ERROR))
        .quarantine(
            settings.get(WorkerSettings.QUARANTINE_AFTER), settings.get(WorkerSettings.QUARANTINE));
    settings.find(WorkerSettings.PARALLEL).ifPresent(builder::parallel);
    settings.find(WorkerSettings.QUOTA).ifPresent(builder::quota);
    if (settings.get(WorkerSettings.FORGET_VANISHED)) {
      builder.forgetVanished(settings.get(WorkerSettings.MAX_DELETE));
    }
    builder.disposal(disposal);
    if (settings.get(WorkerSettings.MODE) == WorkerSettings.Mode.SYNC) {
      return new TwoWayReader(settings).tune(builder);
    }
    if (goesByFolders()) {
      return builder;
    }
    if (!settings.get(WorkerSettings.INCLUDE_SUBDIRS)) {
      return builder.maxDepth(1);
    }
    return settings.get(WorkerSettings.EXTERNAL_SUBDIRS) ? builder : builder.flat();
  }

  /** Folders that go as a whole are looked into, and stay folders. */
  private boolean goesByFolders() throws SettingsException {
    boolean byFolders = goesByFolders(settings);
    for (Setting<Boolean> setting :
        List.of(WorkerSettings.INCLUDE_SUBDIRS, WorkerSettings.EXTERNAL_SUBDIRS)) {
      if (byFolders && settings.isSet(setting) && !settings.get(setting)) {
        throw new SettingsException(
            setting.variable(), "is false, but with OELEO_DATED_UNIT=folder folders are sent");
      }
    }
    return byFolders;
  }

  /** Whether folders with a day in their name go as a whole. */
  static boolean goesByFolders(Settings settings) throws SettingsException {
    return settings.isSet(FilterSettings.DATED)
        && settings.get(FilterSettings.DATED_UNIT) == Dated.Unit.FOLDER;
  }

  private RetryPolicy retry() throws SettingsException {
    RetryPolicy standard = RetryPolicy.standard();
    return new RetryPolicy(
        1 + settings.get(WorkerSettings.RETRIES), standard.first(), standard.longest());
  }
}
