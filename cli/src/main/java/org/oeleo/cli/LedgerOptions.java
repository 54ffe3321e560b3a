package org.oeleo.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oeleo.LedgerLocation;
import org.oeleo.WorkerSettings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.RelativePath;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which ledger. One thread. */
final class LedgerOptions {
  @Option(
      names = {"-e", "--env"},
      paramLabel = "ENV",
      description = "The .env file of the worker whose ledger it is; .env of the working directory"
          + " and the environment if not given.")
  private Optional<Path> env = Optional.empty();

  @Option(names = "--db", paramLabel = "FILE", description = "The file of the ledger itself.")
  private Optional<Path> db = Optional.empty();

  @Mixin
  private SettingOptions settings = new SettingOptions();

  /** The worker; {@code more} are settings stronger than any other. */
  Setup setup(Session session, Map<String, String> more) throws SettingsException {
    Map<String, String> values = new LinkedHashMap<>(settings.values());
    db.ifPresent(file -> values.put(WorkerSettings.DB_NAME.variable(), file.toString()));
    values.putAll(more);
    return Setup.of(session.surroundings(), env.stream().toList(), values).get(0);
  }

  private LedgerLocation location(Session session) throws SettingsException {
    Setup setup = setup(session, Map.of());
    if (db.isEmpty()) {
      return setup.configuration().worker().ledger();
    }
    String kind = setup.settings().get(WorkerSettings.BOOKKEEPER);
    return new LedgerLocation(
        setup.providers().bookkeeper(kind, WorkerSettings.BOOKKEEPER.variable()),
        db.get().toString(),
        setup.settings());
  }

  /** Opens the ledger, which must be there; the caller closes it. */
  Bookkeeper open(Session session, Access access)
      throws SettingsException, LedgerException, RefusedException {
    LedgerLocation location = location(session);
    if (location.file().filter(file -> !Files.exists(file)).isPresent()) {
      throw new RefusedException("there is no ledger " + location.name() + " yet");
    }
    return location.open(access);
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
