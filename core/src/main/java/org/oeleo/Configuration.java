package org.oeleo;

import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+)://.*");

  /** What only the original's connectors to other machines read. */
  private static final Map<String, String> CONNECTOR_OF =
      Map.of("OELEO_EXTERNAL_HOST", "ssh", "OELEO_SHAREPOINT_URL", "sharepoint");

  private static final List<String> SCOPES = List.of(Side.EXTERNAL.name(), Side.LOCAL.name());

  private final Settings settings;
  private final Providers providers;

  private Configuration(Settings settings, Providers providers) {
    this.settings = settings;
    this.providers = providers;
  }

  /** What these settings, with these providers, describe; nothing is checked yet. */
  public static Configuration of(Settings settings, Providers providers) {
    return new Configuration(settings, providers);
  }

  /** Every setting there is: the worker's, and those of each provider. */
  public static SettingsReference reference(Providers providers) throws SettingsException {
    List<Group> groups = new ArrayList<>();
    groups.add(
        Group.of("Worker", "What goes where, and what must hold on the way.", WorkerSettings.ALL));
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
   * The worker.
   *
   * @throws SettingsException with everything that is wrong or missing
   */
  public Worker worker() throws SettingsException {
    List<Problem> problems = new ArrayList<>(settings.problems(WorkerSettings.ALL));
    problems.addAll(settings.problems(ScheduleSettings.ALL));
    problems.addAll(settings.problems(ProgramSettings.ALL));
    Optional<Filter> filter =
        collect(problems, () -> Filter.from(settings, Clock.system(ZoneId.systemDefault())));
    Optional<Endpoint> local = collect(problems, () -> endpoint(Side.LOCAL));
    Optional<Endpoint> external = collect(problems, () -> endpoint(Side.EXTERNAL));
    Optional<LedgerLocation> ledger = collect(problems, this::ledger);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems.stream().distinct().toList());
    }
    WorkerBuilder builder = Worker.builder()
        .local(local.orElseThrow())
        .external(external.orElseThrow())
        .ledger(ledger.orElseThrow())
        .filter(filter.orElseThrow());
    return tune(builder).build();
  }

  private WorkerBuilder tune(WorkerBuilder builder) throws SettingsException {
    builder
        .from(source())
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
    if (settings.get(WorkerSettings.MODE) == WorkerSettings.Mode.SYNC) {
      return new TwoWayReader(settings).tune(builder);
    }
    if (!settings.get(WorkerSettings.INCLUDE_SUBDIRS)) {
      return builder.maxDepth(1);
    }
    return settings.get(WorkerSettings.EXTERNAL_SUBDIRS) ? builder : builder.flat();
  }

  private RetryPolicy retry() throws SettingsException {
    RetryPolicy standard = RetryPolicy.standard();
    return new RetryPolicy(
        1 + settings.get(WorkerSettings.RETRIES), standard.first(), standard.longest());
  }

  /** When it runs. */
  public Schedule schedule() throws SettingsException {
    return ScheduleSettings.schedule(settings);
  }

  /** What is odd but not wrong: unknown variables, files that others may read, broken plugins. */
  public List<String> warnings() throws SettingsException {
    List<Problem> odd = settings.warnings(known(), SCOPES);
    if (!odd.isEmpty()) {
      // Perhaps a setting of a connector that this worker does not use: only now is it worth
      // opening
      // every one of them.
      SettingsReference all = reference(providers);
      odd = settings.warnings(all.settings(), all.scopes());
    }
    List<String> warnings = new ArrayList<>(providers.warnings());
    odd.stream().map(Problem::toString).forEach(warnings::add);
    return warnings;
  }

  /** Every setting that has a bearing on this worker, with its value and where it comes from. */
  public List<SettingValue> describe() {
    List<SettingValue> values = new ArrayList<>();
    for (List<Setting<?>> group : List.of(
        WorkerSettings.ALL, FilterSettings.all(), ScheduleSettings.ALL, ProgramSettings.ALL)) {
      values.addAll(settings.describe(group));
    }
    // A provider that is not there has no settings; worker() says so.
    List<Problem> told = new ArrayList<>();
    collect(told, () -> settings.describe(ledgerProvider().settings())).ifPresent(values::addAll);
    for (Side side : Side.values()) {
      Settings scoped = settings.scoped(side.name());
      collect(told, () -> scoped.describe(provider(side).settings())).ifPresent(values::addAll);
    }
    return values;
  }

  /** The settings of this worker and of what it uses. */
  private List<Setting<?>> known() throws SettingsException {
    List<Setting<?>> known = new ArrayList<>();
    List.of(
            WorkerSettings.ALL,
            FilterSettings.all(),
            ScheduleSettings.ALL,
            ProgramSettings.ALL,
            ledgerProvider().settings(),
            provider(Side.LOCAL).settings(),
            provider(Side.EXTERNAL).settings())
        .forEach(known::addAll);
    return known;
  }

  private Side source() throws SettingsException {
    return settings.get(WorkerSettings.MODE) == WorkerSettings.Mode.PULL
        ? Side.EXTERNAL
        : Side.LOCAL;
  }

  private LedgerLocation ledger() throws SettingsException {
    BookkeeperProvider provider = ledgerProvider();
    throwIfAny(settings.problems(provider.settings()));
    return new LedgerLocation(
        provider, settings.find(WorkerSettings.DB_NAME).orElseThrow(), settings);
  }

  private BookkeeperProvider ledgerProvider() throws SettingsException {
    return providers.bookkeeper(
        settings.get(WorkerSettings.BOOKKEEPER), WorkerSettings.BOOKKEEPER.variable());
  }

  private Endpoint endpoint(Side side) throws SettingsException {
    ConnectorProvider provider = provider(side);
    if (side == Side.EXTERNAL) {
      requireConnectorOfOriginal();
    }
    Settings scoped = settings.scoped(side.name());
    throwIfAny(scoped.problems(provider.settings()));
    return new Endpoint(provider, settings.find(root(side)).orElseThrow(), scoped);
  }

  /**
   * A file of the original oeleo names the far end but not the connector, which was in the program:
   * by default its files would go to a folder of this machine that happens to have that name.
   */
  private void requireConnectorOfOriginal() throws SettingsException {
    boolean chosen = settings.isSet(WorkerSettings.EXTERNAL)
        || SCHEME.matcher(settings.find(root(Side.EXTERNAL)).orElse("")).matches();
    List<Problem> problems = new ArrayList<>();
    CONNECTOR_OF.forEach((variable, connector) -> {
      if (!chosen && isGiven(variable)) {
        problems.add(new Problem(
            variable,
            "is set, but OELEO_EXTERNAL is not: set OELEO_EXTERNAL=" + connector
                + ", or remove this if the destination is a folder of this machine"));
      }
    });
    throwIfAny(problems);
  }

  private boolean isGiven(String variable) {
    return settings.sources().stream()
        .anyMatch(source -> !source.values().getOrDefault(variable, "").isBlank());
  }

  private Setting<String> root(Side side) throws SettingsException {
    return side == source() ? WorkerSettings.BASE_DIR_FROM : WorkerSettings.BASE_DIR_TO;
  }

  /** The one that the root's scheme names, or the side's setting; both must not disagree. */
  private ConnectorProvider provider(Side side) throws SettingsException {
    Setting<String> named = side == Side.LOCAL ? WorkerSettings.LOCAL : WorkerSettings.EXTERNAL;
    String root = settings.find(root(side)).orElse("");
    Matcher scheme = SCHEME.matcher(root);
    if (!scheme.matches()) {
      return providers.connector(settings.get(named), named.variable());
    }
    String word = scheme.group(1).toLowerCase(Locale.ROOT);
    ConnectorProvider provider = providers.connectorOfScheme(word, root(side).variable());
    if (settings.isSet(named) && !settings.get(named).equals(provider.name())) {
      throw new SettingsException(
          named.variable(),
          "is " + settings.get(named) + ", but " + root(side) + " is a " + word
              + ":// URI; drop one");
    }
    return provider;
  }

  private static void throwIfAny(List<Problem> problems) throws SettingsException {
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  /** Something made from settings. */
  @FunctionalInterface
  private interface Making<T> {
    T make() throws SettingsException;
  }

  private static <T> Optional<T> collect(List<Problem> problems, Making<T> making) {
    try {
      return Optional.of(making.make());
    } catch (SettingsException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }
}
