package org.oeleo.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.oeleo.Providers;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.ConnectorProvider;
import org.oeleo.spi.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists connectors. */
@Command(
    name = "connectors",
    description = "Lists the connectors of this installation.",
    mixinStandardHelpOptions = true)
final class ConnectorsCommand implements Callable<Integer> {
  private final Session session;

  @Mixin
  private WorkerOptions options = new WorkerOptions();

  ConnectorsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws SettingsException {
    for (Setup setup : Setup.ofFiles(session.surroundings(), options.files(), options.values())) {
      for (Providers.Found found : setup.providers().connectors()) {
        print(found);
      }
      session.warn(setup.providers().warnings());
    }
    session.out().flush();
    return ExitCode.OK;
  }

  private void print(Providers.Found found) {
    ConnectorProvider provider = found.provider();
    if (session.isJson()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("name", provider.name());
      fields.put("description", provider.description());
      fields.put("schemes", provider.schemes());
      fields.put("settings", provider.settings().size());
      fields.put("origin", found.origin());
      session.out().println(Json.of(fields));
    } else {
      session
          .out()
          .println(String.format("%-12s ", provider.name()) + Printable.name(provider.description())
              + " (" + schemes(provider.schemes()) + provider.settings().size() + " settings; "
              + found.origin() + ")");
    }
  }

  /** One that no URI names has none. */
  private static String schemes(List<String> schemes) {
    return schemes.isEmpty()
        ? ""
        : String.join(", ", schemes.stream().map(s -> s + "://").toList()) + "; ";
  }
}
