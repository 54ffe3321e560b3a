package org.oeleo.command;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;

/**
 * A program, found as the system finds it. Immutable.
 *
 * @param name as it is written: a path, or a name to be found on the {@code PATH}
 */
record Program(String name) {
  /**
   * Makes sure that it is there, without starting it.
   *
   * @throws ConnectorException UNREACHABLE: no file can be given to it
   */
  void require() throws ConnectorException {
    boolean windows = File.separatorChar == '\\';
    // Windows looks in more places than these; there the first start tells.
    if (!windows && find().isEmpty()) {
      throw missing();
    }
  }

  Optional<Path> find() {
    try {
      return name.indexOf('/') >= 0
          ? Optional.of(Path.of(name)).filter(Program::isRunnable)
          : folders()
              .map(folder -> Path.of(folder).resolve(name))
              .filter(Program::isRunnable)
              .findFirst();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** An empty one is the folder we are in. */
  private static Stream<String> folders() {
    return Stream.of(ownEnvironment("PATH").split(File.pathSeparator, -1));
  }

  private static String ownEnvironment(String variable) {
    return new ProcessBuilder().environment().getOrDefault(variable, "");
  }

  private static boolean isRunnable(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  private ConnectorException missing() {
    String where = name.indexOf('/') >= 0
        ? " is not there, or may not be run"
        : " is not on the PATH, or may not be run";
    return new ConnectorException(
        Kind.UNREACHABLE, "the program " + Printable.name(name) + " of OELEO_COMMAND" + where);
  }

  /** Whether a variable is ours alone: it may hold what no other program should see. */
  static boolean isOurs(String variable) {
    String upper = variable.toUpperCase(Locale.ROOT);
    return upper.startsWith("OELEO_") || upper.startsWith("OA_");
  }
}
