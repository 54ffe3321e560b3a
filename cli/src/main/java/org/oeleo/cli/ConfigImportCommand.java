package org.oeleo.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.oeleo.Configuration;
import org.oeleo.cli.synclink.SyncLinkFile;
import org.oeleo.settings.Setting;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes over what another program was configured with. */
@Command(
    name = "import",
    description = "Makes .env files of a YAML file of files-sync-link, one for each of its"
        + " sources; each password goes into a file of its own. No file is ever replaced.",
    mixinStandardHelpOptions = true)
final class ConfigImportCommand implements Callable<Integer> {
  private static final int MOST_BYTES = 1 << 20;

  private final Session session;

  @Parameters(paramLabel = "FILE", description = "fetcher.yml or copier.yml.")
  private Path file = Path.of("fetcher.yml");

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where they go; the folder oeleo is started in if not given.")
  private Path folder = Path.of("");

  ConfigImportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws SettingsException, RefusedException, IOException {
    Path directory = session.surroundings().directory();
    SyncLinkFile read = SyncLinkFile.read(Printable.name(file), text(directory), variables());
    Path out = directory.resolve(folder).toAbsolutePath().normalize();
    Map<String, String> contents = read.contents(out);
    new NewFiles(out).write(contents);
    read.remarks().forEach(session::complain);
    for (String name : contents.keySet()) {
      session.out().println("wrote " + Printable.name(out.resolve(name)));
    }
    session.out().flush();
    return ExitCode.OK;
  }

  private String text(Path directory) throws SettingsException {
    Path path = directory.resolve(file);
    try {
      if (Files.size(path) > MOST_BYTES) {
        throw new SettingsException(Printable.name(path), "is larger than 1 MiB");
      }
      return Files.readString(path);
    } catch (CharacterCodingException e) {
      throw new SettingsException(Printable.name(path), "is not UTF-8; save the file as UTF-8");
    } catch (IOException e) {
      throw new SettingsException(
          Printable.name(path), "cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  /** Every variable that a destination's name must not be mistaken for. */
  private Set<String> variables() throws SettingsException {
    Setup setup = Setup.of(session.surroundings(), List.of(), Map.of()).get(0);
    Set<String> variables = new TreeSet<>();
    for (Setting<?> setting : Configuration.reference(setup.providers()).settings()) {
      variables.add(setting.variable());
    }
    return variables;
  }
}
