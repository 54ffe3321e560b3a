package org.oeleo.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.oeleo.Worker;
import org.oeleo.settings.Problem;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks for what may go wrong. */
@Command(
    name = "doctor",
    description = {
      "Looks at everything a run needs and says what to do about what is wrong.",
      "Writes and deletes a small file at the destination, and a large one if that is another way.",
      "Exit code 1 if anything fails."
    },
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  private final Session session;

  @Mixin
  private WorkerOptions options = new WorkerOptions();

  private boolean failed;

  DoctorCommand(Session session) {
    this.session = session;
  }

  @Override
  @SuppressWarnings("try") // It only has to be open.
  public Integer call() {
    MachineCheckup.findings().forEach(finding -> print("machine", finding));
    try (Logging unused = session.logging()) {
      for (Setup setup : Setup.of(session.surroundings(), options.files(), options.values())) {
        examine(setup);
      }
    } catch (SettingsException e) {
      problems("configuration", e);
    }
    session.out().flush();
    return failed ? ExitCode.SOME_FAILED : ExitCode.OK;
  }

  private void examine(Setup setup) {
    String label = setup.label();
    if (setup.isNamed() && !session.isJson()) {
      session.out().println("# " + Printable.name(label));
    }
    try {
      List<String> warnings = setup.configuration().warnings();
      warnings.forEach(
          text -> print(label, Finding.warn("configuration", text, "correct or remove it")));
      Worker worker = setup.configuration().worker();
      print(label, Finding.ok("configuration", worker.toString()));
      new WorkerCheckup(setup, worker, finding -> print(label, finding)).examine();
    } catch (SettingsException e) {
      problems(label, e);
    }
  }

  private void problems(String label, SettingsException failure) {
    for (Problem problem : failure.problems()) {
      print(label, Finding.fail("configuration", problem.toString(), "see oeleo config template"));
    }
  }

  private void print(String label, Finding finding) {
    failed |= finding.level() == Finding.Level.FAIL;
    if (session.isJson()) {
      Map<String, Object> fields = new LinkedHashMap<>(Map.of("worker", label));
      fields.putAll(Fields.of(finding));
      session.out().println(Json.of(fields));
    } else if (finding.level() != Finding.Level.OK
        || session.verbosity() != Session.Verbosity.QUIET) {
      session
          .out()
          .println(String.format("%-4s  ", finding.level().word()) + finding.what() + ": "
              + Printable.name(finding.finding())
              + finding.remedy().map(text -> " \u2014 " + Printable.name(text)).orElse(""));
    }
  }
}
