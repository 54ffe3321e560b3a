package org.oeleo.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oeleo.Cancellation;
import org.oeleo.settings.Source;

/** The command in a folder of its own, with everything it prints. */
final class Try {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Path directory;
  private final Cancellation cancellation = new Cancellation();

  Try(Path directory) {
    this.directory = directory;
  }

  int oeleo(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    Surroundings surroundings = new Surroundings(
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        new Source("environment", Map.of()),
        directory,
        Optional.empty(),
        Terminal.none(),
        cancellation);
    return Oeleo.commandLine(surroundings).execute(arguments);
  }

  Cancellation cancellation() {
    return cancellation;
  }

  String out() {
    return out.toString();
  }

  List<String> lines() {
    return out().lines().toList();
  }

  String err() {
    return err.toString();
  }
}
