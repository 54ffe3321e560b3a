package org.oeleo.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.ConnectorProvider;
import org.oeleo.spi.Kind;

/** Offers a command per file; found by {@link java.util.ServiceLoader} only. Immutable. */
public final class CommandConnectorProvider implements ConnectorProvider {
  static final Setting<CommandLine> COMMAND = Setting.of(
          "COMMAND",
          "The program that is run for each file, and its arguments, without a shell. {} is the file"
              + " as an absolute path, {path} its path at the destination, {name} its name, {dir} the"
              + " folder of {path}, {to} OELEO_BASE_DIR_TO; a brace itself is written twice. Blanks"
              + " separate, '...' and \"...\" keep together.",
          "a program and its arguments, with {} for the file",
          CommandLine::parse)
      .required()
      .example("rsync -a {} user@host:/dest");

  static final Setting<Duration> TIMEOUT = Setting.duration(
          "COMMAND_TIMEOUT",
          "How long one command may take; then it is ended, with all that it has started, and the"
              + " file has failed. 0s lets it take for ever.")
      .orElse(Duration.ofHours(24));

  static final Setting<Path> SPOOL = Setting.path(
      "COMMAND_SPOOL",
      "The folder in which a file that is not on this machine is put for the command, one at a"
          + " time and for as long as it runs; the system's folder for temporary files unless set.");

  @Override
  public String name() {
    return "command";
  }

  @Override
  public String description() {
    return "a command that is run for each file";
  }

  /** None: every destination that a command may know looks like a URI of its own. */
  @Override
  public List<String> schemes() {
    return List.of();
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(COMMAND, TIMEOUT, SPOOL);
  }

  /** Starts nothing; whether the program is there is told by the first use. */
  @Override
  public Connector open(String root, Settings settings) throws IOException {
    try {
      CommandLine line = settings.find(COMMAND).orElseThrow();
      return new CommandConnector(
          root, line, settings.get(TIMEOUT), new SpoolFolder(settings.find(SPOOL)));
    } catch (SettingsException e) {
      throw new ConnectorException(Kind.REJECTED, e.problems().toString(), e);
    }
  }
}
