package org.oeleo.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.oeleo.settings.SettingsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Moves files. */
@Command(
    name = "run",
    description = "Copies what is new or changed, verifies it and records it in the ledger; with"
        + " OELEO_MODE=sync, keeps both sides alike.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private final Session session;

  @Mixin
  private RunOptions options = new RunOptions();

  RunCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws SettingsException, InterruptedException {
    return options.run(session, Map.of());
  }
}
