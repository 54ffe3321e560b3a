package org.oeleo.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.oeleo.Report;
import org.oeleo.event.Outcome;
import org.oeleo.plan.Planner;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.LedgerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares both ends. */
@Command(
    name = "check",
    description = {
      "Compares the content of both ends file by file.",
      "Exit code 1 if anything differs or is missing, unless --update-db."
    },
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  private final Session session;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Mixin
  private WorkerOptions options = new WorkerOptions();

  @Option(
      names = "--update-db",
      description = "Write into the ledger what was found: what is in sync is not sent again, what"
          + " differs is.")
  private boolean update;

  @Option(
      names = "--force",
      description = "With --update-db: files without a copy are sent by the next run, even if they"
          + " were copied and deleted there since.")
  private boolean force;

  CheckCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws SettingsException {
    if (force && !update) {
      throw new ParameterException(spec.commandLine(), "--force is for --update-db");
    }
    AtomicBoolean differs = new AtomicBoolean();
    try (Crew crew =
        Crew.of(session, Setup.of(session.surroundings(), options.files(), options.values()))) {
      int code = crew.oneByOne(member -> {
        Report report = check(member);
        member.reported(Verb.CHECK, report);
        boolean off =
            report.totals().of(Outcome.DIFFERENT) + report.totals().of(Outcome.MISSING) > 0;
        differs.compareAndSet(false, off);
        return report;
      });
      return !update && differs.get() ? Math.max(code, ExitCode.SOME_FAILED) : code;
    }
  }

  private Report check(Crew.Member member) throws LedgerException {
    if (!update) {
      return member.worker().check(session.cancellation());
    }
    Planner.Missing missing = force ? Planner.Missing.FORCE : Planner.Missing.KEEP_CODE;
    return member.worker().adopt(missing, session.cancellation());
  }
}
