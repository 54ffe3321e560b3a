package org.oeleo.cli;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oeleo.Cancellation;
import org.oeleo.settings.Source;

/**
 * What the command finds around it.
 *
 * @param out where results go
 * @param err where messages go
 * @param environment its variables
 * @param directory where relative paths and {@code .env} are looked for
 * @param home the installation; empty if it runs from anywhere else
 * @param terminal what is known of the screen
 * @param cancellation the wish of a signal to stop
 */
record Surroundings(
    PrintWriter out,
    PrintWriter err,
    Source environment,
    Path directory,
    Optional<Path> home,
    Terminal terminal,
    Cancellation cancellation) {

  static Surroundings ofProcess(Cancellation cancellation) {
    Source environment = withoutThoseOfTheScripts(Source.environment());
    return new Surroundings(
        writer(System.out, "stdout.encoding"),
        writer(System.err, "stderr.encoding"),
        environment,
        Path.of(""),
        Optional.ofNullable(System.getProperty("oeleo.home")).map(Path::of),
        Terminal.of(environment.values(), Terminal.isThere()),
        cancellation);
  }

  /** They are set for the scripts that start Java, and nobody else should wonder about them. */
  static Source withoutThoseOfTheScripts(Source environment) {
    Map<String, String> values = new HashMap<>(environment.values());
    values.keySet().removeAll(Set.of("OELEO_JAVA", "OELEO_JAVA_OPTS", "OELEO_APP"));
    return new Source(environment.name(), values);
  }

  /**
   * In the encoding of the terminal where Java knows it (since 19); else in that of our scripts.
   */
  private static PrintWriter writer(OutputStream stream, String property) {
    Charset charset = Charset.forName(System.getProperty(property, StandardCharsets.UTF_8.name()));
    return new PrintWriter(stream, true, charset);
  }
}
