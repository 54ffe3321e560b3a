package org.oeleo.cli;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.oeleo.settings.SettingValue;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what is set and why. */
@Command(
    name = "show",
    description = "Shows every setting with its value and where it comes from; secrets as ***.",
    mixinStandardHelpOptions = true)
final class ConfigShowCommand implements Callable<Integer> {
  private final Session session;

  @Mixin
  private WorkerOptions options = new WorkerOptions();

  ConfigShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws SettingsException {
    List<Setup> setups = Setup.of(session.surroundings(), options.files(), options.values());
    Setup.Problems problems = new Setup.Problems();
    setups.forEach(setup -> problems.collect(setup, () -> setup.configuration().worker()));
    Set<Settings> warned = new HashSet<>();
    for (Setup setup : setups) {
      if (warned.add(setup.settings())) {
        problems.collect(setup, () -> setup.configuration().warnings()).ifPresent(session::warn);
      }
      if (!session.isJson()) {
        session.out().println("# " + Printable.name(setup.label()));
      }
      for (SettingValue value : setup.configuration().describe()) {
        print(setup.label(), value);
      }
    }
    session.out().flush();
    // Last, so that what is wrong stands below the values it is about.
    problems.throwIfAny();
    return ExitCode.OK;
  }

  private void print(String worker, SettingValue value) {
    if (session.isJson()) {
      Map<String, Object> fields = new LinkedHashMap<>(Map.of("worker", worker));
      fields.putAll(Fields.of(value));
      session.out().println(Json.of(fields));
    } else {
      String text = value.value().map(Printable::name).orElse("");
      session
          .out()
          .println(String.format(
              "%-32s %s", value.variable() + "=" + text, "# " + Printable.name(value.origin())));
    }
  }
}
