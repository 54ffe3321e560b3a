package org.oeleo.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that only has commands below it. */
@Command(mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
abstract sealed class GroupCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }

  /** What is remembered. */
  @Command(name = "ledger", description = "Looks into the ledger, and changes single rows of it.")
  static final class Ledger extends GroupCommand {}

  /** How it is set up. */
  @Command(
      name = "config",
      description = "Shows the configuration, a template for one, or takes one over.")
  static final class Config extends GroupCommand {}
}
