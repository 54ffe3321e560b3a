package org.oeleo.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Settings given on the command line; the strongest source. One thread. */
final class SettingOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-s", "--set"},
      paramLabel = "NAME=VALUE",
      description = "A setting, stronger than environment and .env: -s OELEO_PARALLEL=2. Others on"
          + " this machine can read it: no secrets here.")
  private Map<String, String> values = new LinkedHashMap<>();

  Map<String, String> values() {
    for (String name : values.keySet()) {
      if (!name.startsWith("OELEO_") && !name.startsWith("OA_")) {
        throw new ParameterException(
            spec.commandLine(), "-s " + name + ": the name of a setting begins with OELEO_ or OA_");
      }
    }
    return values;
  }
}
