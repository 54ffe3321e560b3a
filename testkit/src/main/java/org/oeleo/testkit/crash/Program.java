package org.oeleo.testkit.crash;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The real program, to be started as a process of its own. Immutable; every "with" method gives a
 * copy.
 *
 * @param options of the Java machine
 * @param classPath what it is made of
 * @param main its main class
 * @param environment its settings; nothing else called {@code OELEO_…} reaches it
 * @param folder it is started in
 */
public record Program(
    List<String> options,
    List<Path> classPath,
    String main,
    Map<String, String> environment,
    Path folder) {

  /** Copies what it is given. */
  public Program {
    options = List.copyOf(options);
    classPath = List.copyOf(classPath);
    environment = Map.copyOf(environment);
  }

  /** The main class on the class path of this test, made quick to start rather than fast. */
  public static Program of(Class<?> main, Path folder) {
    List<Path> classPath = Arrays.stream(
            System.getProperty("java.class.path").split(File.pathSeparator))
        .map(part -> Path.of(part).toAbsolutePath())
        .toList();
    List<String> options = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");
    return new Program(options, classPath, main.getName(), Map.of(), folder);
  }

  /** With one more option of the Java machine, which overrides earlier ones. */
  public Program withOption(String option) {
    List<String> more = new ArrayList<>(options);
    more.add(option);
    return new Program(more, classPath, main, environment, folder);
  }

  /** That dies when it passes a crash point for the {@code occurrence}-th time. */
  public Program dyingAt(String point, int occurrence) {
    return withOption("-Doeleo.crash.at=" + point + ":" + occurrence);
  }

  /** With one more folder or jar to find classes and services in. */
  public Program withClasses(Path part) {
    List<Path> more = new ArrayList<>(classPath);
    more.add(part);
    return new Program(options, more, main, environment, folder);
  }

  /** With this setting. */
  public Program with(String name, Object value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value.toString());
    return new Program(options, classPath, main, more, folder);
  }

  /** Starts it with these arguments. */
  public Started start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(
        String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()));
    command.add(main);
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("OELEO_"));
    builder.environment().putAll(environment);
    return new Started(builder.redirectErrorStream(true).start());
  }
}
