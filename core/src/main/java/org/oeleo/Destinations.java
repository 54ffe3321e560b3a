package org.oeleo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.oeleo.filter.FilterSettings;
import org.oeleo.settings.Problem;
import org.oeleo.settings.Setting;
import org.oeleo.settings.SettingsException;
import org.oeleo.settings.SettingsReference;
import org.oeleo.settings.SettingsReference.Group;
import org.oeleo.spi.Side;

/** The destinations that a configuration names, and which variables are about which of them. */
final class Destinations {
  private static final List<String> SCOPES = Configuration.SCOPES;

  private Destinations() {}

  static List<Configuration> of(Configuration whole) throws SettingsException {
    Optional<List<String>> names = whole.settings().find(DestinationSettings.DESTINATIONS);
    if (names.isEmpty()) {
      return List.of(whole);
    }
    if (whole.settings().get(WorkerSettings.MODE) == WorkerSettings.Mode.SYNC) {
      throw problem("does not go with OELEO_MODE=sync, which keeps two sides alike and no more");
    }
    List<Configuration> all = new ArrayList<>();
    for (String name : names.get()) {
      all.add(Configuration.of(new Destination(name, whole, all)));
    }
    for (Configuration one : all) {
      refuseAmbiguous(one, all);
    }
    return List.copyOf(all);
  }

  /** The same, for whoever is told of what is wrong elsewhere. */
  static List<Configuration> ifValid(Configuration whole) {
    return Configuration.collect(new ArrayList<>(), () -> of(whole)).orElse(List.of(whole));
  }

  private static SettingsException problem(String text) {
    return new SettingsException(DestinationSettings.DESTINATIONS.variable(), text);
  }

  /** No variable may be readable in two ways: neither as one of all, nor as one of another name. */
  private static void refuseAmbiguous(Configuration one, List<Configuration> all)
      throws SettingsException {
    String name = scope(one);
    Set<String> others = new TreeSet<>();
    for (Configuration other : all) {
      // A provider that is not there has no settings; worker() says so.
      Configuration.collect(new ArrayList<>(), () -> everything(other))
          .map(settings -> Destination.variables(settings, SCOPES))
          .ifPresent(others::addAll);
      if (name.startsWith(scope(other) + "_")) {
        Configuration.collect(new ArrayList<>(), () -> read(other)).ifPresent(others::addAll);
      }
    }
    String prefix = "OELEO_" + name + "_";
    Optional<String> taken = others.stream().filter(v -> v.startsWith(prefix)).findFirst();
    if (taken.isPresent()) {
      throw problem("has " + one.destination().orElse("") + ", but what begins with " + prefix
          + " is something else already, such as " + taken.get() + ": choose another name");
    }
  }

  private static String scope(Configuration one) {
    return one.one().map(Destination::scope).orElse("");
  }

  /** What is given for one destination although it is the same for all of them. */
  static List<Problem> misplaced(Configuration one, Destination destination)
      throws SettingsException {
    List<Setting<?>> shared = new ArrayList<>(one.shared());
    shared.addAll(FilterSettings.all());
    shared.addAll(ScheduleSettings.ALL);
    shared.addAll(ProgramSettings.ALL);
    Set<String> read = read(one);
    Side source = one.sides().source();
    List<Problem> problems =
        new ArrayList<>(destination.misplaced(shared, destination.scope(), read));
    problems.addAll(destination.misplaced(
        one.sides().provider(source).settings(), destination.scope() + "_" + source.name(), read));
    return problems;
  }

  /** The variables that only this destination reads. */
  private static Set<String> read(Configuration one) throws SettingsException {
    Side side = one.sides().source().opposite();
    String name = scope(one);
    List<Setting<?>> own = new ArrayList<>(one.owned());
    own.addAll(one.ledgerProvider().settings());
    Set<String> read = new TreeSet<>(Destination.variables(own, List.of(name)));
    read.addAll(Destination.variables(
        one.sides().provider(side).settings(), List.of(name, name + "_" + side.name())));
    return read;
  }

  /** The settings of these and of what they use. */
  static List<Group> known(List<Configuration> all) throws SettingsException {
    List<Group> known = new ArrayList<>();
    for (Configuration one : all) {
      known.add(new Group("", "", everything(one), SCOPES));
      if (one.one().isPresent()) {
        known.add(new Group("", "", worker(one), List.of(scope(one))));
        known.add(new Group("", "", connectors(one), scopes(one)));
      }
    }
    return known;
  }

  /** All settings there are, for these. */
  static List<Group> known(List<Configuration> all, SettingsReference reference) {
    List<Group> known = new ArrayList<>();
    known.add(new Group("", "", reference.settings(), reference.scopes()));
    for (Configuration one : all) {
      if (one.one().isPresent()) {
        for (Group group : reference.groups()) {
          List<String> scopes = group.scopes().isEmpty() ? List.of(scope(one)) : scopes(one);
          known.add(new Group("", "", group.settings(), scopes));
        }
      }
    }
    return known;
  }

  /** What stands before the name of a connector's setting. */
  private static List<String> scopes(Configuration one) {
    List<String> scopes = new ArrayList<>(List.of(scope(one)));
    SCOPES.forEach(side -> scopes.add(scope(one) + "_" + side));
    return scopes;
  }

  private static List<Setting<?>> everything(Configuration one) throws SettingsException {
    List<Setting<?>> everything = new ArrayList<>(worker(one));
    everything.addAll(DestinationSettings.ALL);
    everything.addAll(connectors(one));
    return everything;
  }

  private static List<Setting<?>> worker(Configuration one) throws SettingsException {
    List<Setting<?>> worker = new ArrayList<>(WorkerSettings.ALL);
    worker.addAll(FilterSettings.all());
    worker.addAll(ScheduleSettings.ALL);
    worker.addAll(ProgramSettings.ALL);
    worker.addAll(one.ledgerProvider().settings());
    return worker;
  }

  private static List<Setting<?>> connectors(Configuration one) throws SettingsException {
    List<Setting<?>> connectors =
        new ArrayList<>(one.sides().provider(Side.LOCAL).settings());
    connectors.addAll(one.sides().provider(Side.EXTERNAL).settings());
    return connectors;
  }
}
