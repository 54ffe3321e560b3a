package org.oeleo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oeleo.settings.Problem;
import org.oeleo.settings.SettingValue;

/** Whether two destinations are one. */
final class Twins {
  private Twins() {}

  /** Refuses what would write to the same place, or into the same ledger, as one before it. */
  static List<Problem> of(Destination destination, Worker worker) {
    List<Problem> problems = new ArrayList<>();
    for (Configuration other : destination.before()) {
      Optional<Worker> twin = other.ifValid();
      if (twin.isPresent()) {
        String whose = other.destination().orElse("");
        problem(destination.name(), worker, twin.get(), whose).ifPresent(problems::add);
      }
    }
    return problems;
  }

  private static Optional<Problem> problem(
      String name, Worker worker, Worker other, String otherName) {
    if (isSamePlace(worker.destination(), other.destination())) {
      return Optional.of(new Problem(
          WorkerSettings.BASE_DIR_TO.variable(name),
          "is the same place as that of " + otherName + ": " + worker.destination()));
    }
    return path(worker.ledger().name()).equals(path(other.ledger().name()))
        ? Optional.of(new Problem(
            WorkerSettings.DB_NAME.variable(name),
            "is the same ledger as that of " + otherName + ": " + worker.ledger()
                + "; each destination has its own"))
        : Optional.empty();
  }

  private static boolean isSamePlace(Endpoint one, Endpoint other) {
    return one.provider().name().equals(other.provider().name())
        && root(one).equals(root(other))
        && values(one).equals(values(other));
  }

  /** Of a folder of this machine, however it is written. */
  private static String root(Endpoint end) {
    return end.provider().name().equals("local") ? path(end.root()) : end.root();
  }

  private static String path(String text) {
    try {
      return Path.of(text).toAbsolutePath().normalize().toString();
    } catch (IllegalArgumentException e) {
      // A URI, or what is no name on this system; whoever opens it says so.
      return text;
    }
  }

  private static List<Optional<String>> values(Endpoint end) {
    return end.settings().describe(end.provider().settings()).stream()
        .map(SettingValue::value)
        .toList();
  }
}
