package org.oeleo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.oeleo.settings.Setting;

/** The setting that names several destinations, and what may differ between them. */
public final class DestinationSettings {
  /** The destinations, in lower case. */
  public static final Setting<List<String>> DESTINATIONS = Setting.of(
          "DESTINATIONS",
          "Names of several destinations of the one source, separated by commas: letters, digits and"
              + " _, without regard to case. Without it there is one.",
          "one or more names separated by commas",
          DestinationSettings::names)
      .printedBy(names -> String.join(",", names))
      .example("nas,server");

  static final List<Setting<?>> ALL = List.of(DESTINATIONS);

  /**
   * What of the worker one destination may have of its own. Everything else is about the source,
   * which is one for all.
   */
  static final List<Setting<?>> OWN = List.of(
      WorkerSettings.BASE_DIR_TO,
      WorkerSettings.DB_NAME,
      WorkerSettings.LOCAL,
      WorkerSettings.EXTERNAL,
      WorkerSettings.EXTERNAL_SUBDIRS,
      WorkerSettings.FORGET_VANISHED,
      WorkerSettings.MAX_DELETE,
      WorkerSettings.CHECKER,
      WorkerSettings.HASH,
      WorkerSettings.VERIFY,
      WorkerSettings.OVERWRITE,
      WorkerSettings.EMPTY_DESTINATION,
      WorkerSettings.MIN_FREE,
      WorkerSettings.QUOTA,
      WorkerSettings.PARALLEL,
      WorkerSettings.BANDWIDTH,
      WorkerSettings.RETRIES,
      WorkerSettings.ON_ERROR,
      WorkerSettings.QUARANTINE_AFTER,
      WorkerSettings.QUARANTINE,
      WorkerSettings.BOOKKEEPER);

  /** For the reference: which they are, and how they are written. */
  static final String TEXT =
      "Each destination is a worker with a ledger of its own. For the one named nas, "
          + OWN.stream().map(Setting::variable).collect(Collectors.joining(", "))
          + " and all settings of its connector and of its ledger may be given on their own, with its"
          + " name after OELEO_: OELEO_NAS_BASE_DIR_TO, OELEO_NAS_HOST or OELEO_NAS_EXTERNAL_HOST. What"
          + " is not given so is as for all. OELEO_NAS_DB_NAME, if not set, is OELEO_DB_NAME with the"
          + " name before its last dot: lab.nas.db for lab.db. Everything else is about the source and"
          + " cannot differ.";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]+(_[A-Za-z0-9]+)*");
  private static final Set<String> RESERVED = Set.of("local", "external", "oeleo");

  private DestinationSettings() {}

  private static List<String> names(String text) {
    List<String> names = new ArrayList<>();
    for (String part : text.split("[,;]", -1)) {
      String name = part.strip();
      if (!name.isEmpty()) {
        names.add(name(name));
      }
    }
    if (names.isEmpty()) {
      throw new IllegalArgumentException("has no name in it");
    }
    Set<String> once = new TreeSet<>();
    for (String name : names) {
      if (!once.add(name)) {
        throw new IllegalArgumentException("has " + name + " twice");
      }
    }
    return List.copyOf(names);
  }

  private static String name(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "has " + text + ", which is not letters, digits and _ between them");
    }
    if (RESERVED.contains(name)) {
      throw new IllegalArgumentException("has " + name + ", which is no name but a word of oeleo");
    }
    return name;
  }
}
