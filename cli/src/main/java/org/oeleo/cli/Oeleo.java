package org.oeleo.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code oeleo} command. One thread, one process. */
@Command(
    name = "oeleo",
    description =
        "Moves files from where they are made to where they are needed, once and provably.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0 all done or deferred to the next run; 1 some files failed (check: differ)",
      "  2 usage; 3 configuration invalid; 4 source missing or suddenly empty",
      "  5 destination cannot be reached or is full; 6 identity or credentials refused",
      "  7 ledger or program failed; 75 another run holds the ledger; 130/143 stopped",
      "",
      "Settings come from -s NAME=VALUE, the environment, and .env files, in this order.",
      "Sizes are powers of 1024: 1K is 1 KiB."
    })
final class Oeleo implements Callable<Integer> {
  @Mixin
  private final Session session;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  private Oeleo(Session session) {
    this.session = session;
  }

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Stop stop = new Stop();
    Signals.install(stop);
    int code = execute(Surroundings.ofProcess(stop.cancellation()), arguments);
    stop.finished();
    System.exit(stop.exitCode(code));
  }

  /** Runs the command; what could not be printed is a failure where nothing else is. */
  static int execute(Surroundings surroundings, String... arguments) {
    int code = commandLine(surroundings, arguments).execute(arguments);
    if (code != ExitCode.OK || !surroundings.out().checkError()) {
      return code;
    }
    surroundings
        .err()
        .println("oeleo: not all results could be printed: no space, or nobody reads them");
    return ExitCode.FATAL;
  }

  private static CommandLine commandLine(Surroundings surroundings, String... arguments) {
    Session session = new Session(surroundings);
    CommandLine line = new CommandLine(new Oeleo(session)).addSubcommand(new RunCommand(session));
    // Making all the others known takes longer than anything else a run needs to begin.
    if (arguments.length == 0 || !arguments[0].equals("run")) {
      addOthers(line, session);
    }
    Failures failures = new Failures(session);
    return line.setOut(surroundings.out())
        .setErr(surroundings.err())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }

  private static void addOthers(CommandLine line, Session session) {
    line.addSubcommand(new SyncCommand(session))
        .addSubcommand(new PlanCommand(session))
        .addSubcommand(new CheckCommand(session))
        .addSubcommand(ledger(session))
        .addSubcommand(LedgerChangeCommand.retry(session))
        .addSubcommand(new DoctorCommand(session))
        .addSubcommand(new PinCommand(session))
        .addSubcommand(new LoginCommand(session))
        .addSubcommand(config(session))
        .addSubcommand(new ConnectorsCommand(session))
        .addSubcommand(new CompletionCommand(session));
  }

  private static CommandLine ledger(Session session) {
    return new CommandLine(new GroupCommand.Ledger())
        .addSubcommand(new LedgerListCommand(session))
        .addSubcommand(new LedgerShowCommand(session))
        .addSubcommand(LedgerChangeCommand.lock(session))
        .addSubcommand(LedgerChangeCommand.unlock(session))
        .addSubcommand(LedgerChangeCommand.forget(session))
        .addSubcommand(new LedgerMarkCommand(session))
        .addSubcommand(new LedgerImportCommand(session))
        .addSubcommand(LedgerChangeCommand.retry(session))
        .addSubcommand(new LedgerExportCommand(session));
  }

  private static CommandLine config(Session session) {
    return new CommandLine(new GroupCommand.Config())
        .addSubcommand(new ConfigShowCommand(session))
        .addSubcommand(new ConfigTemplateCommand(session))
        .addSubcommand(new ConfigImportCommand(session));
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(session.err());
    return ExitCode.USAGE;
  }
}
