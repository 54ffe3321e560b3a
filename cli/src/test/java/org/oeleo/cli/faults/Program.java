package org.oeleo.cli.faults;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The program as a process of its own: for what cannot be done to the process of the tests. */
public final class Program {
  private final Path directory;
  private final List<String> before = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private final Map<String, String> variables = new HashMap<>();

  private Redirect out = Redirect.PIPE;

  /** How it ended and what it said. */
  public record Ended(int code, String out, String err) {}

  public Program(Path directory) {
    this.directory = directory;
  }

  /** With options for Java. */
  public Program java(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** With a variable of the environment. */
  public Program environment(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /**
   * Bound by permissions like anybody else: root is started without its right to pass them by,
   * which needs {@code setpriv}; the test is skipped, and says so, without it.
   */
  Program obedient() throws InterruptedException {
    if (System.getProperty("user.name").equals("root")) {
      List<String> words =
          List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--");
      List<String> trial = new ArrayList<>(words);
      trial.add("true");
      Tool.need(trial.toArray(String[]::new));
      before.addAll(words);
    }
    return this;
  }

  /** Its results go there instead of to the test. */
  Program printingTo(Path file) {
    out = Redirect.to(file.toFile());
    return this;
  }

  /** Starts it in its folder, where its {@code .env} is. */
  Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // As the launcher does: without it newer Java complains on the error stream.
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), "org.oeleo.cli.Oeleo"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("OELEO_"));
    builder.environment().putAll(variables);
    builder.redirectOutput(out);
    builder.redirectError(directory.resolve("stderr").toFile());
    return builder.start();
  }

  public Ended run(String... arguments) throws IOException, InterruptedException {
    return end(start(arguments));
  }

  /** Waits for its end. */
  Ended end(Process process) throws IOException, InterruptedException {
    try (var reader = process.inputReader()) {
      String out = reader.lines().collect(Collectors.joining("\n"));
      return new Ended(process.waitFor(), out, Files.readString(directory.resolve("stderr")));
    }
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(part -> Path.of(part).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
