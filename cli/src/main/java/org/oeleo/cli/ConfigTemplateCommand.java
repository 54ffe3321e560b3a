package org.oeleo.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.oeleo.Configuration;
import org.oeleo.settings.SettingsException;
import picocli.CommandLine.Command;

/** Prints a configuration to fill in. */
@Command(
    name = "template",
    description = "Prints a .env file with every setting there is, to be filled in.",
    mixinStandardHelpOptions = true)
final class ConfigTemplateCommand implements Callable<Integer> {
  private final Session session;

  ConfigTemplateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws SettingsException {
    Setup setup = Setup.ofFiles(session.surroundings(), List.of(), Map.of()).get(0);
    session.out().print(Configuration.reference(setup.providers()).template());
    session.out().flush();
    return ExitCode.OK;
  }
}
