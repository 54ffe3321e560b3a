package org.oeleo.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oeleo.DestinationSettings;
import org.oeleo.LedgerLocation;
import org.oeleo.WorkerSettings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which ledgers. One thread. */
final class LedgerOptions {
  @Option(
      names = {"-e", "--env"},
      paramLabel = "ENV",
      description = "The .env file of the worker whose ledger it is; .env of the working directory"
          + " and the environment if not given.")
  private Optional<Path> env = Optional.empty();

  @Option(names = "--db", paramLabel = "FILE", description = "The file of the ledger itself.")
  private Optional<Path> db = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "NAME",
      description = "Of several destinations (OELEO_DESTINATIONS) only this one; all if not given.")
  private Optional<String> destination = Optional.empty();

  @Mixin
  private SettingOptions settings = new SettingOptions();

  /** The workers; {@code more} are settings stronger than any other. */
  List<Setup> setups(Session session, Map<String, String> more) throws SettingsException {
    List<Setup> all = Setup.of(session.surroundings(), env.stream().toList(), values(more)).stream()
        .filter(setup -> isWanted(setup.configuration().destination()))
        .toList();
    if (all.isEmpty()) {
      throw new SettingsException(
          DestinationSettings.DESTINATIONS.variable(),
          "does not name " + Printable.name(destination.orElse("")));
    }
    return all;
  }

  private Map<String, String> values(Map<String, String> more) {
    Map<String, String> values = new LinkedHashMap<>(settings.values());
    db.ifPresent(file -> values.put(WorkerSettings.DB_NAME.variable(), file.toString()));
    values.putAll(more);
    return values;
  }

  private boolean isWanted(Optional<String> name) {
    return destination.isEmpty()
        || name.filter(destination.get()::equalsIgnoreCase).isPresent();
  }

  /** The ledgers that are meant: one, or one for each destination. */
  List<Ledger> ledgers(Session session) throws SettingsException {
    if (db.isPresent()) {
      return List.of(new Ledger(Optional.empty(), file(session, db.get())));
    }
    List<Ledger> ledgers = new ArrayList<>();
    Setup.Problems problems = new Setup.Problems();
    for (Setup setup : setups(session, Map.of())) {
      Optional<String> label = setup.isNamed() ? Optional.of(setup.label()) : Optional.empty();
      problems
          .collect(() -> setup.configuration().worker().ledger())
          .ifPresent(location -> ledgers.add(new Ledger(label, location)));
    }
    problems.throwIfAny();
    return ledgers;
  }

  private LedgerLocation file(Session session, Path file) throws SettingsException {
    Setup setup = Setup.ofFiles(session.surroundings(), env.stream().toList(), values(Map.of()))
        .get(0);
    String kind = setup.settings().get(WorkerSettings.BOOKKEEPER);
    return new LedgerLocation(
        setup.providers().bookkeeper(kind, WorkerSettings.BOOKKEEPER.variable()),
        file.toString(),
        setup.settings());
  }

  /** Paths as they are typed. */
  static List<RelativePath> paths(List<String> texts) throws RefusedException {
    List<RelativePath> paths = new ArrayList<>();
    for (String text : texts) {
      try {
        paths.add(RelativePath.parse(text));
      } catch (ConnectorException e) {
        throw RefusedException.ofArgument(String.valueOf(e.getMessage()), e);
      }
    }
    return paths;
  }
}
