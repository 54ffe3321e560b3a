package org.oeleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.oeleo.cli.faults.Program;
import org.oeleo.settings.Source;

/** The {@code .env} files of the examples work as they are, from the top of the repository. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class ExampleFilesTest {
  private static final Path EXAMPLES = Path.of("..", "examples");

  /** As it is after {@code ./mvnw package}, with nothing else of the repository. */
  @TempDir
  Path top;

  private Program oeleo;

  @BeforeEach
  void copy_what_they_need() throws IOException {
    Path quickstart = EXAMPLES.resolve("quickstart");
    try (Stream<Path> files = Files.walk(quickstart)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        put("examples/quickstart/" + quickstart.relativize(file), Files.readAllBytes(file));
      }
    }
    put("examples/quickstart/20240102/of_the_day.csv", new byte[] {'1', '\n'});
    for (Path file : envFiles()) {
      put("examples/" + file.getFileName(), Files.readAllBytes(file));
    }
    Files.createDirectories(top.resolve("examples/target"));
    oeleo = new Program(top);
  }

  private void put(String name, byte[] bytes) throws IOException {
    Path file = top.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
  }

  private static List<Path> envFiles() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files.filter(file -> file.toString().endsWith(".env")).sorted().toList();
    }
  }

  private static boolean needsServer(Path file) {
    try {
      String external = Source.dotenv(file).values().getOrDefault("OELEO_EXTERNAL", "local");
      return !List.of("local", "command").contains(external);
    } catch (Exception e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  static List<String> local() throws IOException {
    return names(false);
  }

  static List<String> all() throws IOException {
    return Stream.concat(names(true).stream(), names(false).stream()).toList();
  }

  private static List<String> names(boolean withServer) throws IOException {
    return envFiles().stream()
        .filter(file -> needsServer(file) == withServer)
        .map(file -> "examples/" + file.getFileName())
        .toList();
  }

  private Program.Ended run(int code, String... words) throws Exception {
    Program.Ended ended = oeleo.run(words);
    assertThat(ended.code()).as(ended.out() + "\n" + ended.err()).isEqualTo(code);
    return ended;
  }

  private Map<String, String> contents(String name) throws IOException {
    Path folder = top.resolve(name);
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }

  /** What is between {@code <} and {@code >} is for a person to change. */
  @ParameterizedTest
  @MethodSource("all")
  void its_settings_are_valid(String file) throws Exception {
    Path env = top.resolve(file);
    Files.writeString(env, Files.readString(env).replaceAll("(?m)^([A-Z_]+=)<(.*)>$", "$1$2"));

    Program.Ended ended = run(0, "config", "show", file);

    assertThat(ended.err()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("local")
  void it_copies_and_then_has_nothing_to_do(String file) throws Exception {
    Map<String, String> before = contents("examples/quickstart");

    Program.Ended first = run(0, "run", file);
    Program.Ended second = run(0, "run", file);

    assertThat(first.out()).contains("Copied ");
    assertThat(first.err() + second.err()).isEmpty();
    assertThat(second.out()).contains("Nothing to do").doesNotContain("Copied ");
    assertThat(contents("examples/quickstart")).isEqualTo(before);
    try (Stream<Path> places = Files.list(top)) {
      assertThat(places.map(place -> place.getFileName().toString()).collect(Collectors.toSet()))
          .containsExactlyInAnyOrder("examples", "stderr");
    }
  }

  @Test
  void what_is_fetched_goes_into_both_folders() throws Exception {
    run(0, "run", "examples/fetch.env");

    assertThat(contents("examples/target/incoming").keySet())
        .containsExactly("cycling_001.csv", "cycling_002.csv")
        .isEqualTo(contents("examples/target/fetched").keySet());
  }

  @Test
  void what_was_fetched_is_copied_and_taken_away_and_not_fetched_again() throws Exception {
    run(0, "run", "examples/fetch.env");
    Path copying = top.resolve("examples/copy-to-several.env");
    Files.writeString(
        copying,
        Files.readString(copying)
            .replace("FROM=examples/quickstart/instrument", "FROM=examples/target/incoming")
            .replace("OELEO_DISPOSAL=keep", "OELEO_DISPOSAL=delete"));

    run(0, "run", "examples/copy-to-several.env");
    run(0, "run", "examples/fetch.env");

    assertThat(contents("examples/target/incoming")).isEmpty();
    assertThat(contents("examples/target/prod"))
        .hasSize(2)
        .isEqualTo(contents("examples/target/backup"));
  }

  @Test
  void both_sides_become_alike_without_the_line_that_spares_the_example() throws Exception {
    Path env = top.resolve("examples/two-way.env");
    Files.writeString(env, Files.readString(env).replace("OELEO_READ_ONLY=local", ""));
    run(0, "run", "examples/two-way.env");
    put("examples/target/two-way/instrument/new.csv", new byte[] {'2'});

    run(0, "run", "examples/two-way.env");

    assertThat(contents("examples/quickstart"))
        .containsKey("instrument/new.csv")
        .isEqualTo(contents("examples/target/two-way"));
  }
}
