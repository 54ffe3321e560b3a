package org.oeleo;

import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oeleo.filter.Filter;
import org.oeleo.filter.FilterSettings;
import org.oeleo.settings.Problem;
import org.oeleo.settings.Setting;
import org.oeleo.settings.SettingValue;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.settings.SettingsReference;
import org.oeleo.settings.SettingsReference.Group;
import org.oeleo.spi.BookkeeperProvider;
import org.oeleo.spi.ConnectorProvider;
import org.oeleo.spi.Side;

/** A worker as settings describe it. Immutable. */
public final class Configuration {
  static final List<String> SCOPES = List.of(Side.EXTERNAL.name(), Side.LOCAL.name());

  private final Settings settings;
  private final Providers providers;
  private final Optional<Destination> destination;
  private final Settings own;
  private final Sides sides;

  private Configuration(Settings settings, Providers providers, Optional<Destination> destination) {
    this.settings = settings;
    this.providers = providers;
    this.destination = destination;
    this.own = destination.map(one -> settings.scoped(one.scope())).orElse(settings);
    this.sides = new Sides(settings, own, destination.map(Destination::name), providers);
  }

  /** What these settings, with these providers, describe; nothing is checked yet. */
  public static Configuration of(Settings settings, Providers providers) {
    return new Configuration(settings, providers, Optional.empty());
  }

  /** The same, as it is for one of its destinations. */
  static Configuration of(Destination destination) {
    Configuration whole = destination.whole();
    return new Configuration(whole.settings, whole.providers, Optional.of(destination));
  }

  /** Every setting there is: the worker's, and those of each provider. */
  public static SettingsReference reference(Providers providers) throws SettingsException {
    List<Group> groups = new ArrayList<>();
    groups.add(
        Group.of("Worker", "What goes where, and what must hold on the way.", WorkerSettings.ALL));
    groups.add(Group.of("Destinations", DestinationSettings.TEXT, DestinationSettings.ALL));
    groups.add(Group.of("Filters", "Which files there are for the worker.", FilterSettings.all()));
    groups.add(Group.of("Schedule", "When it runs.", ScheduleSettings.ALL));
    groups.add(Group.of("Program", "What the command does besides.", ProgramSettings.ALL));
    for (BookkeeperProvider provider : providers.bookkeepers()) {
      groups.add(Group.of("Ledger " + provider.name(), "", provider.settings()));
    }
    for (Providers.Found found : providers.connectors()) {
      ConnectorProvider provider = found.provider();
      groups.add(new Group(
          "Connector " + provider.name(),
          provider.description() + ".",
          provider.settings(),
          SCOPES));
    }
    return SettingsReference.of(groups);
  }

  /**
   * One for each destination that {@code OELEO_DESTINATIONS} names, in its order: each is a worker
   * with a ledger of its own. Without such names only this one.
   *
   * @throws SettingsException if the names are not valid, or do not go with the other settings
   */
  public List<Configuration> destinations() throws SettingsException {
    return destination.isPresent() ? List.of(this) : Destinations.of(this);
  }

  /** The name of the destination that it is for, in lower case; empty if there is but one. */
  public Optional<String> destination() {
    return destination.map(Destination::name);
  }

  /**
   * The worker.
   *
   * @throws SettingsException with everything that is wrong or missing; or if there are several
   *     {@link #destinations}, each of which has its own
   */
  public Worker worker() throws SettingsException {
    if (destination.isEmpty() && settings.isSet(DestinationSettings.DESTINATIONS)) {
      throw new SettingsException(
          DestinationSettings.DESTINATIONS.variable(),
          "names destinations, and each has a worker of its own: see FanOut and"
              + " Configuration.destinations");
    }
    Worker worker = build();
    throwIfAny(destination.map(one -> Twins.of(one, worker)).orElse(List.of()));
    return worker;
  }

  /** The worker, for whoever wants to know what else there is; empty if something is wrong. */
  Optional<Worker> ifValid() {
    return collect(new ArrayList<>(), this::build);
  }

  private Worker build() throws SettingsException {
    List<Problem> problems = new ArrayList<>();
    collect(problems, () -> settings.problems(shared())).ifPresent(problems::addAll);
    problems.addAll(settings.problems(ScheduleSettings.ALL));
    problems.addAll(settings.problems(ProgramSettings.ALL));
    if (destination.isPresent()) {
      // Of the ledger, the name that is missing is the one for all; ledger() says so.
      collect(problems, () -> own.problems(ownedButLedger())).ifPresent(problems::addAll);
      collect(problems, () -> Destinations.misplaced(this, destination.get()))
          .ifPresent(problems::addAll);
    }
    Optional<Filter> filter =
        collect(problems, () -> Filter.from(settings, Clock.system(ZoneId.systemDefault())));
    Optional<Endpoint> local = collect(problems, () -> sides.endpoint(Side.LOCAL));
    Optional<Endpoint> external = collect(problems, () -> sides.endpoint(Side.EXTERNAL));
    Optional<LedgerLocation> ledger = collect(problems, this::ledger);
    throwIfAny(problems.stream().distinct().toList());
    WorkerBuilder builder = Worker.builder()
        .local(local.orElseThrow())
        .external(external.orElseThrow())
        .ledger(ledger.orElseThrow())
        .filter(filter.orElseThrow());
    Disposal disposal = disposal();
    // Of several, none may dispose of what the others have not got: FanOut does, for all.
    boolean alone = destination.isEmpty();
    Worker worker = new Tuning(own, sides.source())
        .of(builder, alone ? disposal : Disposal.keep())
        .build();
    if (!(disposal instanceof Disposal.Keep)) {
      new Belongings(settings).refuseFor(worker);
    }
    return worker;
  }

  /**
   * What becomes of files at the source once they are safe: at its destination, or at all
   * {@linkplain #destinations() destinations} there are.
   *
   * @throws SettingsException if the rest of the settings does not go with it
   */
  public Disposal disposal() throws SettingsException {
    return new DisposalReader(own).disposal();
  }

  /** When it runs. */
  public Schedule schedule() throws SettingsException {
    return ScheduleSettings.schedule(settings);
  }

  /** What is odd but not wrong: unknown variables, files that others may read, broken plugins. */
  public List<String> warnings() throws SettingsException {
    if (destination.isPresent()) {
      return destination.get().whole().warnings();
    }
    List<Configuration> all = Destinations.ifValid(this);
    List<Problem> odd = settings.warnings(Destinations.known(all));
    if (!odd.isEmpty()) {
      // Perhaps a setting of a connector that this worker does not use: only now is it worth
      // opening
      // every one of them.
      odd = settings.warnings(Destinations.known(all, reference(providers)));
    }
    List<String> warnings = new ArrayList<>(providers.warnings());
    odd.stream().map(Problem::toString).forEach(warnings::add);
    return warnings;
  }

  /** Every setting that has a bearing on this worker, with its value and where it comes from. */
  public List<SettingValue> describe() {
    // A provider that is not there has no settings; worker() says so.
    List<Problem> told = new ArrayList<>();
    List<SettingValue> values = new ArrayList<>();
    if (destination.isPresent()) {
      values.addAll(settings.describe(DestinationSettings.ALL));
    }
    for (Setting<?> setting : WorkerSettings.ALL) {
      values.add(collect(told, () -> describe(setting))
          .orElseGet(() -> own.describe(List.of(setting)).get(0)));
    }
    for (List<Setting<?>> group :
        List.of(FilterSettings.all(), ScheduleSettings.ALL, ProgramSettings.ALL)) {
      values.addAll(settings.describe(group));
    }
    collect(told, () -> own.describe(ledgerProvider().settings())).ifPresent(values::addAll);
    for (Side side : Side.values()) {
      collect(told, () -> sides.scoped(side).describe(sides.provider(side).settings()))
          .ifPresent(values::addAll);
    }
    return values;
  }

  private SettingValue describe(Setting<?> setting) throws SettingsException {
    if (destination.isPresent() && setting == WorkerSettings.DB_NAME) {
      return destination.get().describeLedger(own);
    }
    return (owned().contains(setting) ? own : settings)
        .describe(List.of(setting))
        .get(0);
  }

  Settings settings() {
    return settings;
  }

  Optional<Destination> one() {
    return destination;
  }

  Sides sides() {
    return sides;
  }

  /** What of the worker this destination may have of its own; nothing if there is but one. */
  List<Setting<?>> owned() throws SettingsException {
    if (destination.isEmpty()) {
      return List.of();
    }
    List<Setting<?>> owned = new ArrayList<>(DestinationSettings.OWN);
    owned.remove(Sides.connector(sides.source()));
    return owned;
  }

  private List<Setting<?>> ownedButLedger() throws SettingsException {
    List<Setting<?>> owned = new ArrayList<>(owned());
    owned.remove(WorkerSettings.DB_NAME);
    return owned;
  }

  /** The rest of it. */
  List<Setting<?>> shared() throws SettingsException {
    List<Setting<?>> shared = new ArrayList<>(WorkerSettings.ALL);
    shared.removeAll(owned());
    return shared;
  }

  private LedgerLocation ledger() throws SettingsException {
    BookkeeperProvider provider = ledgerProvider();
    throwIfAny(own.problems(provider.settings()));
    String all = own.isSet(WorkerSettings.DB_NAME)
        ? own.get(WorkerSettings.DB_NAME)
        : settings.find(WorkerSettings.DB_NAME).orElseThrow();
    String name = destination.isPresent() ? destination.get().ledger(own) : all;
    return new LedgerLocation(provider, name, own);
  }

  BookkeeperProvider ledgerProvider() throws SettingsException {
    Setting<String> kind = WorkerSettings.BOOKKEEPER;
    return providers.bookkeeper(
        own.get(kind), own.describe(List.of(kind)).get(0).variable());
  }

  private static void throwIfAny(List<Problem> problems) throws SettingsException {
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  /** Something made from settings. */
  @FunctionalInterface
  interface Making<T> {
    T make() throws SettingsException;
  }

  static <T> Optional<T> collect(List<Problem> problems, Making<T> making) {
    try {
      return Optional.of(making.make());
    } catch (SettingsException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }
}
