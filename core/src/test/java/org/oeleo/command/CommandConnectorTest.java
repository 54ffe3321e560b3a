package org.oeleo.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.Kind;
import org.oeleo.spi.NameBytes;
import org.oeleo.spi.RelativePath;

/** With real programs of this machine. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommandConnectorTest {
  @TempDir
  Path folder;

  private final List<Connector> opened = new ArrayList<>();
  private final Map<String, String> settings = new HashMap<>();
  private Path from;
  private Path to;
  private Path spool;

  @BeforeEach
  void make_folders() throws IOException {
    from = Files.createDirectory(folder.resolve("from"));
    to = Files.createDirectory(folder.resolve("to"));
    spool = Files.createDirectory(folder.resolve("spool"));
    settings.put("OELEO_COMMAND_SPOOL", spool.toString());
  }

  @AfterEach
  void close() throws IOException {
    for (Connector connector : opened) {
      connector.close();
    }
  }

  private Connector connector(String command) throws IOException {
    settings.put("OELEO_COMMAND", command);
    Connector connector = new CommandConnectorProvider().open(to.toString(), Settings.of(settings));
    opened.add(connector);
    return connector;
  }

  private Given file(String name) throws IOException {
    Path file = NativeNames.in(from, name);
    Files.writeString(file, "content of " + name);
    return Given.local(file);
  }

  private void write(String command, String name) throws IOException {
    connector(command).write(RelativePath.of(name), file(name));
  }

  private ConnectorException refused(String command, String name) {
    return catchThrowableOfType(ConnectorException.class, () -> write(command, name));
  }

  private static byte[] zeroTerminated(List<byte[]> arguments) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] argument : arguments) {
      all.writeBytes(argument);
      all.write(0);
    }
    return all.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain.csv",
        "a b",
        "$(touch pwned)",
        "`touch pwned`",
        "a;touch pwned",
        "a' 'b",
        "a\" \"b",
        "a\nb",
        "a\\b",
        "*",
        "-rf",
        "--help",
        "{}{name}",
        "%PATH%",
        "a&&b||c>d<e",
        "#",
        "~",
        "blåbær 世界",
        "caf\u201bE9",
        "\u201bFF\u201b80",
      })
  void a_name_arrives_as_one_argument_whatever_it_holds(String name) throws IOException {
    write("cp /proc/self/cmdline {} {to}/", name);

    assertThat(Files.readAllBytes(to.resolve("cmdline")))
        .isEqualTo(zeroTerminated(List.of(
            "cp".getBytes(StandardCharsets.UTF_8),
            "/proc/self/cmdline".getBytes(StandardCharsets.UTF_8),
            NameBytes.toBytes(from + "/" + name),
            (to + "/").getBytes(StandardCharsets.UTF_8))));
    assertThat(Files.readString(NativeNames.in(to, name))).isEqualTo("content of " + name);
    try (Stream<Path> all = Files.list(to)) {
      assertThat(all).hasSize(2);
    }
    assertThat(Files.exists(Path.of("pwned"))).isFalse();
  }

  @Test
  void path_name_folder_and_root_arrive_as_they_are() throws IOException {
    Given file = file("caf\u201bE9");

    connector("cp /proc/self/cmdline {} {to}/ --suffix={path}|{name}|{dir}")
        .write(RelativePath.of("b c/caf\u201bE9"), file);

    byte[] last = NameBytes.toBytes("--suffix=b c/caf\u201bE9|caf\u201bE9|b c\0");
    assertThat(Files.readAllBytes(to.resolve("cmdline"))).endsWith(last);
  }

  @Test
  void a_file_from_elsewhere_is_put_into_a_private_folder_for_the_command_and_removed()
      throws IOException {
    connector("cp --preserve=timestamps {} {to}/")
        .write(RelativePath.of("x/caf\u201bE9.csv"), Given.remote("far"));

    Path arrived = NativeNames.in(to, "caf\u201bE9.csv");
    assertThat(arrived).hasContent("far");
    assertThat(Files.getLastModifiedTime(arrived).toInstant()).isEqualTo(Given.MODIFIED);
    assertThat(spool).isEmptyDirectory();
  }

  @Test
  void the_private_folder_is_for_its_owner_only() throws IOException {
    Path script = script("stat -c %a \"$(dirname \"$1\")\" > \"$2/mode\"");

    connector(script + " {} {to}").write(RelativePath.of("a"), Given.remote("far"));

    assertThat(Files.readString(to.resolve("mode")).strip()).isEqualTo("700");
  }

  @ParameterizedTest
  @ValueSource(strings = {"false {}", "no-such-program-at-all {}"})
  void the_copy_is_removed_also_after_a_failure(String command) throws IOException {
    Connector failing = connector(command);

    assertThat(catchThrowableOfType(
            ConnectorException.class,
            () -> failing.write(RelativePath.of("a"), Given.remote("far"))))
        .isNotNull();

    assertThat(spool).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 4})
  void content_of_another_size_than_promised_is_refused(long size) throws IOException {
    Content wrong = new Given(Optional.empty(), "abc", size);

    ConnectorException failure = catchThrowableOfType(
        ConnectorException.class,
        () -> connector("cp {} {to}/").write(RelativePath.of("a"), wrong));

    assertThat(failure.kind()).isEqualTo(Kind.CHANGED);
    assertThat(to).isEmptyDirectory();
    assertThat(spool).isEmptyDirectory();
  }

  @Test
  void the_exit_status_decides_and_the_last_words_say_why() {
    ConnectorException failure = refused("ls --no-such-option {}", "a");

    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
    assertThat(failure)
        .hasMessageStartingWith("ls ended with exit status 2: ")
        .hasMessageContaining("no-such-option");
  }

  @Test
  void a_missing_program_is_the_trouble_of_all_files() throws IOException {
    ConnectorException failure = refused("no-such-program-at-all {}", "a");

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure)
        .hasMessage("the program no-such-program-at-all of OELEO_COMMAND is not on the PATH,"
            + " or may not be run");
    assertThat(catchThrowableOfType(
            ConnectorException.class, () -> connector(folder + "/none {}").ping()))
        .hasMessageContaining("is not there");
    connector("true {}").ping();
  }

  @Test
  void a_program_that_cannot_be_started_is_the_trouble_of_all_files_too() throws IOException {
    Path script = script("true");
    Files.writeString(script, "#!/no/such/interpreter\n");

    ConnectorException failure = refused(script + " {}", "a");

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure).hasMessageContaining("cannot be started");
  }

  @Test
  void its_standard_input_is_empty() throws IOException {
    Path script = script("wc -c > \"$2/count\"");

    write(script + " {} {to}", "a");
    assertThat(Files.readString(to.resolve("count")).strip()).isEqualTo("0");

    write(script + " {} {to}", "caf\u201bE9");
    assertThat(Files.readString(to.resolve("count")).strip()).isEqualTo("0");
  }

  @Test
  void variables_of_oeleo_are_not_for_it() {
    assertThat(List.of("OELEO_PASSWORD", "oeleo_external_password", "OA_SINGLE_RUN"))
        .allMatch(Program::isOurs);
    assertThat(List.of("PATH", "HOME", "AWS_PROFILE", "SSH_AUTH_SOCK", "XOELEO_"))
        .noneMatch(Program::isOurs);
  }

  /** A program, for what no single one of this machine does. */
  private Path script(String text) throws IOException {
    Path script = folder.resolve("script");
    Files.writeString(script, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(
        script, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
    return script;
  }

  @Test
  void one_that_takes_too_long_is_ended_with_all_it_has_started() throws Exception {
    Path script = script("trap '' TERM; sleep 1000 & echo $! > \"$2/pid\"; echo hangs; wait");
    settings.put("OELEO_COMMAND_TIMEOUT", "500ms");

    ConnectorException failure = refused(script + " {} {to}", "a");

    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
    assertThat(failure).hasMessageContaining("took longer than").hasMessageEndingWith(": hangs");
    requireSleeperDead();
  }

  private ProcessHandle sleeper() throws IOException {
    long pid = Long.parseLong(Files.readString(to.resolve("pid")).strip());
    return ProcessHandle.of(pid).orElseThrow();
  }

  /** One that is dead may be listed until whoever is in charge of orphans has noticed. */
  private void requireSleeperDead() throws Exception {
    long pid = Long.parseLong(Files.readString(to.resolve("pid")).strip());
    Optional<ProcessHandle> sleeper = ProcessHandle.of(pid);
    if (sleeper.isPresent()) {
      assertThat(sleeper.get().onExit()).succeedsWithin(Duration.ofSeconds(20));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "interrupt"})
  void it_is_ended_promptly_when_the_run_is(String how) throws Exception {
    Path script =
        script("sleep 1000 & echo $! > \"$2/pid.new\"; mv \"$2/pid.new\" \"$2/pid\"; wait");
    Connector connector = connector(script + " {} {to}");
    Given file = file("a");
    CompletableFuture<IOException> failure = new CompletableFuture<>();
    Thread writing = new Thread(() -> {
      try {
        connector.write(RelativePath.of("a"), file);
      } catch (IOException e) {
        failure.complete(e);
      }
    });
    writing.start();
    while (!Files.exists(to.resolve("pid"))) {
      Thread.onSpinWait();
    }

    if (how.equals("close")) {
      connector.close();
    } else {
      writing.interrupt();
    }

    assertThat(failure.get(5, TimeUnit.SECONDS))
        .isInstanceOf(
            how.equals("close") ? ConnectorException.class : java.io.InterruptedIOException.class);
    requireSleeperDead();
  }

  @Test
  void what_it_leaves_in_the_background_is_not_waited_for() throws IOException {
    Path script = script("sleep 1000 & echo $! > \"$2/pid\"");
    long begun = System.nanoTime();

    write(script + " {} {to}", "a");

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
    ProcessHandle sleeper = sleeper();
    assertThat(sleeper.isAlive()).isTrue();
    sleeper.destroyForcibly();
  }

  @Test
  void megabytes_of_output_are_read_and_the_last_of_it_is_kept() throws IOException {
    Path script = script("yes | head -c 50000000; printf %1000s x; echo; echo the end >&2; exit 3");

    assertThat(refused(script + " {}", "a"))
        .hasMessageContaining(" ended with exit status 3: ")
        .hasMessageEndingWith(" | the end")
        .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(1000));
  }

  @Test
  void a_file_that_changes_while_the_command_runs_is_not_taken_for_sent() throws IOException {
    Path script = script("echo more >> \"$1\"");

    assertThat(refused(script + " {}", "a").kind()).isEqualTo(Kind.CHANGED);
  }

  @Test
  void a_file_that_is_gone_is_not_given_to_the_command() throws IOException {
    Given file = file("a");
    Files.delete(from.resolve("a"));

    assertThat(catchThrowableOfType(
            IOException.class,
            () -> connector("touch {to}/run {}").write(RelativePath.of("a"), file)))
        .isInstanceOf(java.nio.file.NoSuchFileException.class);
    assertThat(to).isEmptyDirectory();
  }
}
