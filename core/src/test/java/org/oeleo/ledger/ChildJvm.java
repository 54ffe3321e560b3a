package org.oeleo.ledger;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A second Java process that runs one of the tests' main classes. */
final class ChildJvm {
  private ChildJvm() {}

  static Process start(List<String> options, Class<?> main, Object... arguments)
      throws IOException, URISyntaxException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(classPath(main));
    command.add(main.getName());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Both paths, because the build runs these tests as a module. */
  private static String classPath(Class<?> main) throws URISyntaxException {
    Path file = Path.of(main.getResource(main.getSimpleName() + ".class").toURI());
    int depth = main.getName().split("\\.").length;
    Path root = file.resolve("../".repeat(depth)).normalize();
    return String.join(
        File.pathSeparator,
        root.toString(),
        System.getProperty("java.class.path"),
        Optional.ofNullable(System.getProperty("jdk.module.path")).orElse(""));
  }
}
