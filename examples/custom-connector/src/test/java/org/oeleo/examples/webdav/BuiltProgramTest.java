package org.oeleo.examples.webdav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.testkit.SampleContent;
import org.oeleo.testkit.server.WithApache;

/**
 * The program as it is delivered, with this connector's jar dropped into {@code plugins/webdav},
 * and a real Apache. Runs after "package", because it needs both jars.
 */
class BuiltProgramTest {
  @RegisterExtension
  static final WithApache APACHE = new WithApache();

  @TempDir
  private Path folder;

  private Path program;
  private Path plugin;
  private Map<String, String> environment;

  private record Ended(int code, String out, String err) {}

  @BeforeEach
  void drop_the_jar_in() throws IOException {
    assumeTrue(
        System.getProperty("oeleo.program") != null,
        "no program was built, so nothing is tested with it: ./mvnw verify");
    program = copy(Path.of(System.getProperty("oeleo.program")), folder.resolve("oeleo"));
    Path place = Files.createDirectory(
        program.resolve("plugins/webdav"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    plugin = Files.copy(
        Path.of(System.getProperty("oeleo.plugin")), place.resolve("oeleo-example-webdav.jar"));
    Files.setPosixFilePermissions(plugin, PosixFilePermissions.fromString("rw-r--r--"));
    environment = new HashMap<>(Map.of(
        "OELEO_USERNAME", APACHE.server().user(),
        "OELEO_PASSWORD", APACHE.server().password(),
        "OELEO_INCLUDE_SUBDIRS", "true",
        "OELEO_EXTERNAL_SUBDIRS", "true",
        "OELEO_SETTLE", "0s"));
  }

  /** As it is delivered, with its permissions; what somebody has put into it since is left out. */
  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(path -> !isAdded(from.relativize(path))).toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return to;
  }

  private static boolean isAdded(Path path) {
    return path.startsWith("plugins") && path.getNameCount() > 1 && !path.endsWith("README.txt");
  }

  private Ended oeleo(String... arguments) throws IOException, InterruptedException {
    String[] command = Stream.concat(
            Stream.of(program.resolve("bin/oeleo").toString()), Stream.of(arguments))
        .toArray(String[]::new);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("OELEO_"));
    builder.environment().put("OELEO_JAVA", System.getProperty("java.home") + "/bin/java");
    builder.environment().putAll(environment);
    int code = builder.start().waitFor();
    return new Ended(code, Files.readString(out), Files.readString(err));
  }

  private Ended job(String ledger, String from, String to) throws Exception {
    environment.put("OELEO_BASE_DIR_FROM", from);
    environment.put("OELEO_BASE_DIR_TO", to);
    environment.put("OELEO_DB_NAME", folder.resolve(ledger).toString());
    return oeleo("run");
  }

  private String root(String name) throws IOException {
    Path made = Files.createDirectory(APACHE.server().files().resolve(name));
    APACHE.server().give(made);
    return "webdav://127.0.0.1:" + APACHE.server().port() + "/" + name;
  }

  private static Map<String, String> content(Path place) throws Exception {
    Map<String, String> hashes = new TreeMap<>();
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        hashes.put(
            place.relativize(file).toString(),
            HexFormat.of().formatHex(sha.digest(Files.readAllBytes(file))));
      }
    }
    return hashes;
  }

  private Path samples() throws IOException {
    Path from = Files.createDirectories(folder.resolve("from"));
    Path deep = Files.createDirectories(from.resolve("cell 7 \u2013 m\u00e5linger/100 %"));
    Files.write(from.resolve("empty.csv"), new byte[0]);
    Files.writeString(from.resolve("run #1.csv"), "0.1;0.2\n");
    Files.write(deep.resolve("large.bin"), SampleContent.noise(5_000_001));
    Files.writeString(deep.resolve("temperatur r\u00e5.csv"), "25;\n", StandardCharsets.UTF_8);
    return from;
  }

  @Test
  void the_connector_is_there_with_its_settings() throws Exception {
    Ended listed = oeleo("connectors");

    assertThat(listed.out())
        .contains("webdav", "webdavs://", program.resolve("plugins/webdav").toString());
    assertThat(listed.err()).isEmpty();
    assertThat(listed.code()).isZero();
  }

  @Test
  void files_go_to_the_server_once_and_come_back_as_they_were() throws Exception {
    Path from = samples();
    Path back = Files.createDirectory(folder.resolve("back"));
    String root = root("there and back");

    Ended pushed = job("push.db", from.toString(), root);
    Ended again = job("push.db", from.toString(), root);
    environment.put("OELEO_MODE", "pull");
    Ended pulled = job("pull.db", root, back.toString());

    assertThat(pushed.err()).isEmpty();
    assertThat(pushed.out()).contains("Copied", "4 files", "verified");
    assertThat(again.out()).contains("Nothing to do: 4 files unchanged");
    assertThat(pulled.err()).isEmpty();
    assertThat(pulled.out()).contains("4 files");
    assertThat(content(APACHE.server().files().resolve("there and back"))).isEqualTo(content(from));
    assertThat(content(back)).hasSize(4).isEqualTo(content(from));
  }

  @Test
  void one_that_others_may_write_to_is_one_line_and_everything_else_works() throws Exception {
    Files.setPosixFilePermissions(plugin, PosixFilePermissions.fromString("rw-rw-r--"));
    Path to = Files.createDirectory(folder.resolve("to"));

    Ended asked = job("asked.db", samples().toString(), root("refused"));
    Ended other = job("other.db", folder.resolve("from").toString(), to.toString());

    assertThat(asked.code()).isEqualTo(3);
    assertThat(asked.err())
        .contains("webdav://, which no connector knows", "chmod go-w " + plugin)
        .doesNotContain("\tat ");
    assertThat(other.code()).isZero();
    assertThat(other.err().lines()).singleElement().asString().contains("chmod go-w " + plugin);
    assertThat(content(to)).hasSize(4);
  }

  @Test
  void only_what_is_on_the_list_is_used() throws Exception {
    Path list = Files.writeString(folder.resolve("plugins.sha256"), "0".repeat(64) + "  x.jar\n");
    Files.setPosixFilePermissions(list, PosixFilePermissions.fromString("rw-r--r--"));
    environment.put("OELEO_PLUGIN_SHA256", list.toString());

    Ended refused = oeleo("connectors");
    Files.writeString(
        list, content(program.resolve("plugins")).get("webdav/oeleo-example-webdav.jar") + "  p\n");
    Ended allowed = oeleo("connectors");

    assertThat(refused.out()).contains("ssh").doesNotContain("webdav");
    assertThat(refused.err().lines()).singleElement().asString().contains("is not in " + list);
    assertThat(allowed.out()).contains("webdav");
    assertThat(allowed.err()).isEmpty();
  }
}
