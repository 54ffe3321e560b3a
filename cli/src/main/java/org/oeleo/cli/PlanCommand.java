package org.oeleo.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.oeleo.Report;
import org.oeleo.settings.SettingsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells what a run would do. */
@Command(
    name = "plan",
    description = "Tells what a run would copy, and writes nothing anywhere.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
  private final Session session;

  @Mixin
  private WorkerOptions options = new WorkerOptions();

  PlanCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws SettingsException {
    return plan(session, Setup.of(session.surroundings(), options.files(), options.values()));
  }

  static int plan(Session session, List<Setup> setups) throws SettingsException {
    try (Crew crew = Crew.of(session, setups)) {
      return crew.oneByOne(member -> {
        Report report = member.worker().plan(session.cancellation());
        member.reported(Verb.PLAN, report);
        return report;
      });
    }
  }
}
