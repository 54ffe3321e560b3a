package org.oeleo.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.oeleo.Endpoint;
import org.oeleo.Worker;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;

/** The ends of workers. */
final class Ends {
  private Ends() {}

  /** Source and destination of each; a source that several of one file share, once. */
  static List<Endpoint> of(List<Setup> setups) throws SettingsException {
    List<Endpoint> ends = new ArrayList<>();
    Set<Settings> files = new HashSet<>();
    for (Setup setup : setups) {
      Worker worker = setup.configuration().worker();
      if (files.add(setup.settings())) {
        ends.add(worker.source());
      }
      ends.add(worker.destination());
    }
    return ends;
  }
}
