package org.oeleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the real program, as a process of its own, in the middle of its work. How often is
 * {@code -Doeleo.crash.rounds}, which rounds is {@code -Doeleo.crash.seed}.
 */
class CrashTest {
  private static final int ROUNDS = Integer.getInteger("oeleo.crash.rounds", 8);
  private static final long SEED = Long.getLong("oeleo.crash.seed", 42);
  private static final int FILES = 150;
  private static final int LARGE = 30_000_000;

  @TempDir
  private Path place;

  private final Random random = new Random(SEED);
  private final Map<String, Set<String>> versions = new TreeMap<>();
  private Path from;
  private Path to;

  @BeforeEach
  void makeSource() throws IOException {
    from = Files.createDirectory(place.resolve("from"));
    to = place.resolve("to");
    for (int i = 0; i < FILES; i++) {
      write("day" + i % 7 + "/run" + i + ".raw", random.nextInt(40_000));
    }
    write("large.raw", LARGE);
  }

  private void write(String name, int size) throws IOException {
    byte[] content = new byte[size];
    random.nextBytes(content);
    Path file = from.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    versions.computeIfAbsent(name, key -> new HashSet<>()).add(hash(content));
  }

  @Test
  void killed_again_and_again_it_ends_with_everything_whole_and_nothing_left_over()
      throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      killInTheMiddle(start("--json", "run"), round);
      requireOnlyWholeVersions();
      write("day" + random.nextInt(7) + "/late" + round + ".raw", random.nextInt(40_000));
      write("day1/run1.raw", random.nextInt(40_000));
      if (round % 2 == 1) {
        write("large.raw", LARGE);
      }
    }

    assertThat(start("run").waitFor()).as("the undisturbed run").isZero();

    assertThat(content(to)).isEqualTo(content(from));
    assertThat(sentBy(start("--json", "run"))).as("sent once more").isEmpty();
  }

  /** In every other round while the large file is under way, else at any moment. */
  private void killInTheMiddle(Process program, int round) throws Exception {
    if (round % 2 == 0) {
      try (var reader = program.inputReader()) {
        Predicate<String> begun =
            line -> line.contains("\"event\":\"file-started\"") && line.contains("large.raw");
        assertThat(reader.lines().anyMatch(begun)).as("the large file is sent").isTrue();
        program.waitFor(100 + random.nextInt(1000), TimeUnit.MILLISECONDS);
        program.destroyForcibly();
      }
    } else if (!program.waitFor(300 + random.nextInt(900), TimeUnit.MILLISECONDS)) {
      program.destroyForcibly();
    }
    program.waitFor();
  }

  /**
   * What the ledger calls copied must be so; what it does not mention may only be missing or old.
   */
  private void requireOnlyWholeVersions() throws IOException {
    for (Map.Entry<String, String> file : content(to).entrySet()) {
      String name = file.getKey();
      if (!name.contains(".oeleo-")) {
        assertThat(versions.get(name)).as(name).contains(file.getValue());
      }
    }
  }

  private static List<String> sentBy(Process program) throws Exception {
    List<String> lines;
    try (var reader = program.inputReader()) {
      lines =
          reader.lines().filter(line -> line.contains("\"outcome\":\"copied\"")).toList();
    }
    assertThat(program.waitFor()).isZero();
    return lines;
  }

  private Process start(String... verb) throws IOException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(part -> Path.of(part).toAbsolutePath().toString())
            .reduce((a, b) -> a + File.pathSeparator + b)
            .orElseThrow(),
        Oeleo.class.getName()));
    command.addAll(List.of(verb));
    ProcessBuilder builder = new ProcessBuilder(command).directory(place.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("OELEO_"));
    builder
        .environment()
        .putAll(Map.of(
            "OELEO_BASE_DIR_FROM",
            from.toString(),
            "OELEO_BASE_DIR_TO",
            to.toString(),
            "OELEO_DB_NAME",
            place.resolve("crash.db").toString(),
            "OELEO_INCLUDE_SUBDIRS",
            "true",
            "OELEO_EXTERNAL_SUBDIRS",
            "true",
            "OELEO_SETTLE",
            "0s",
            "OELEO_BANDWIDTH",
            "15M"));
    builder.redirectErrorStream(true);
    return verb.length > 1
        ? builder.start()
        : builder
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(place.resolve("out").toFile()))
            .start();
  }

  private static Map<String, String> content(Path root) throws IOException {
    Map<String, String> content = new TreeMap<>();
    if (!Files.exists(root)) {
      return content;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(
            root.relativize(file).toString().replace(File.separatorChar, '/'),
            hash(Files.readAllBytes(file)));
      }
    }
    return content;
  }

  private static String hash(byte[] content) {
    var digest = org.oeleo.spi.HashAlgorithm.SHA256.newDigest();
    return java.util.HexFormat.of().formatHex(digest.digest(content));
  }
}
