package org.oeleo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;

/** Which plugins are not used, what is said of them, and that all others go on. */
class PluginGuardTest {
  @TempDir
  private Path home;

  private Path plugins;
  private Path bad;

  @BeforeEach
  void one_good_plugin_beside_the_one_to_refuse() throws IOException {
    plugins = Files.createDirectory(home.resolve("plugins"));
    PluginJar.close(home);
    PluginJar.close(plugins);
    bad = plugins.resolve("bad");
    PluginJar.of("Good", "good").in(plugins.resolve("good"));
  }

  private Providers discover() {
    return Providers.discover(List.of(), List.of(plugins));
  }

  /** That the bad one is one line with these words, and the good one is there. */
  private static void refuses(Providers providers, String... words) throws SettingsException {
    assertThat(providers.connectors())
        .extracting(found -> found.provider().name())
        .containsExactly("command", "good", "local");
    assertThat(providers.warnings())
        .singleElement()
        .asString()
        .contains(words)
        .doesNotContain("\n", "\tat ");
  }

  @ParameterizedTest
  @CsvSource({"bad, rwxrwxr-x", "bad, rwxr-xrwx", "bad/p.jar, rw-rw-r--", "bad/p.jar, rw-r--rw-"})
  void what_others_may_write_to_is_not_used(String path, String mode) throws Exception {
    PluginJar.of("Bad", "bad").in(bad);
    Path open = plugins.resolve(path);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString(mode));
    refuses(discover(), bad.toString(), "others may write", "chmod go-w " + open);
  }

  @Test
  void of_a_plugin_folder_that_others_may_write_to_nothing_is_used() throws Exception {
    Files.setPosixFilePermissions(plugins, PosixFilePermissions.fromString("rwxrwx---"));
    assertThat(discover().connectors()).hasSize(2);
    assertThat(discover().warnings()).singleElement().asString().contains("chmod go-w " + plugins);
  }

  @Test
  void what_belongs_to_a_stranger_is_not_used() throws Exception {
    assumeTrue(
        System.getProperty("user.name").equals("root"), "skipped: only root gives files away");
    PluginJar.of("Bad", "bad").in(bad);
    Files.setOwner(
        bad.resolve("p.jar"),
        FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    refuses(discover(), "p.jar belongs to nobody", "chown root");
  }

  @Test
  void links_are_not_followed() throws Exception {
    PluginJar.of("Bad", "bad").in(home.resolve("elsewhere"));
    Files.createSymbolicLink(bad, home.resolve("elsewhere"));
    refuses(discover(), bad + " is a symbolic link");
  }

  @Test
  void a_linked_jar_is_not_followed() throws Exception {
    PluginJar.of("Bad", "bad").in(home.resolve("elsewhere"));
    Files.createDirectory(bad);
    PluginJar.close(bad);
    Files.createSymbolicLink(bad.resolve("p.jar"), home.resolve("elsewhere/p.jar"));
    refuses(discover(), bad.resolve("p.jar") + " is a symbolic link");
  }

  @Test
  void the_plugin_folder_itself_may_be_reached_by_a_link() throws Exception {
    Path link = Files.createSymbolicLink(home.resolve("link"), plugins);
    Providers providers = Providers.discover(List.of(), List.of(link));
    assertThat(providers.connector("good", "X").name()).isEqualTo("good");
    Files.setPosixFilePermissions(plugins, PosixFilePermissions.fromString("rwxrwxr-x"));
    assertThat(Providers.discover(List.of(), List.of(link)).warnings())
        .singleElement()
        .asString()
        .contains("chmod go-w " + plugins);
  }

  private Path oneThatIsNoJar() throws IOException {
    Path parent = Files.createDirectory(home.resolve("more"));
    Path folder = Files.createDirectory(parent.resolve("broken"));
    PluginJar.close(parent);
    PluginJar.close(folder);
    Files.writeString(folder.resolve("p.jar"), "not a jar");
    PluginJar.close(folder.resolve("p.jar"));
    return parent;
  }

  @Test
  void what_is_no_jar_is_said_to_be_none() throws Exception {
    refuses(
        Providers.discover(List.of(), List.of(plugins, oneThatIsNoJar())),
        "p.jar is not a jar that can be read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../evil.jar",
        "/tmp/evil.jar",
        "file:/tmp/evil.jar",
        "http://host/evil.jar",
        "classes/",
        "%2e%2e%2fevil.jar",
        "beside.jar ../evil.jar"
      })
  void a_jar_that_brings_in_others_is_not_used(String path) throws Exception {
    PluginJar.of("Bad", "bad")
        .text("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nClass-Path: " + path + "\n\n")
        .in(bad);
    refuses(discover(), "p.jar brings in what is not in its folder");
  }

  @Test
  void a_jar_with_an_index_of_others_is_not_used() throws Exception {
    PluginJar.of("Bad", "bad")
        .text("META-INF/INDEX.LIST", "JarIndex-Version: 1.0\n\n../evil.jar\nthird\n\n")
        .in(bad);
    refuses(discover(), "p.jar brings in what is not in its folder: ../evil.jar");
  }

  @Test
  void a_jar_may_name_the_one_beside_it() throws Exception {
    PluginJar.of("Fine", "fine")
        .text("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nClass-Path: beside.jar\n\n")
        .in(plugins.resolve("fine"));
    assertThat(discover().connectors()).extracting(f -> f.provider().name()).contains("fine");
  }

  @ParameterizedTest
  @CsvSource({
    "third.Gone, third.Gone",
    "not a class, configuration-file syntax",
    "third.Plain, not a subtype",
    "#nothing, holds no connector"
  })
  void a_wrong_service_file_is_one_line(String services, String said) throws Exception {
    PluginJar.of("Bad", "bad")
        .source("third.Plain", "package third; public class Plain {}")
        .services(services)
        .in(bad);
    refuses(discover(), bad.toString(), said);
  }

  @Test
  void one_that_throws_in_its_constructor_is_one_line() throws Exception {
    String source = PluginJar.PROVIDER
        .formatted("Bad", "bad", "\"b\"")
        .replace(
            "{\n  public String name",
            "{\n  public Bad() { throw new AssertionError(\"no\"); }\n  public String name");
    new PluginJar().provider("Bad", source).in(bad);
    refuses(discover(), bad.toString(), "third.Bad", "AssertionError no");
  }

  @Test
  void one_made_for_a_newer_java_is_one_line() throws Exception {
    PluginJar.of("Bad", "bad").classVersion(199).in(bad);
    refuses(
        discover(),
        bad.toString(),
        "made for a newer Java than this, " + Runtime.version().feature());
  }

  @Test
  void one_made_for_a_newer_oeleo_is_one_line() throws Exception {
    newer("Bad", "bad", "Newer.text()").in(bad);
    refuses(discover(), bad.toString(), "made for another version of oeleo", "NoSuchMethodError");
  }

  /** Compiled against a {@code Printable} that has one method more than ours. */
  private PluginJar newer(String type, String name, String description) throws IOException {
    Path api = Files.createDirectories(home.resolve("newer-api"));
    new PluginJar()
        .source(
            "org.oeleo.spi.Printable",
            "package org.oeleo.spi; public final class Printable {"
                + " public static String yetToCome() { return \"x\"; } }")
        .compile(api);
    String source = PluginJar.PROVIDER
        .formatted(type, name, description)
        .replace("throw new IllegalStateException(root);", "return new Late();");
    return new PluginJar()
        .provider(type, source)
        .source(
            "third.Newer",
            "package third; class Newer { static String text() {"
                + " return org.oeleo.spi.Printable.yetToCome(); } }")
        .source("third.Late", """
            package third;
            import java.io.*;
            import java.util.*;
            import org.oeleo.spi.*;
            class Late implements Connector {
              public Capabilities capabilities() {
                return new Capabilities(Set.of(), List.of(), java.time.Duration.ZERO);
              }
              public void ping() { Newer.text(); }
              public void list(ListRequest request, EntrySink sink) {}
              public Optional<FileEntry> stat(RelativePath path) { return Optional.empty(); }
              public InputStream read(RelativePath path, long offset) { return null; }
              public FileEntry write(RelativePath path, Content content) { return null; }
              public void delete(RelativePath path) {}
              public void close() {}
            }
            """)
        .againstAlso(api);
  }

  @Test
  void what_is_missing_only_later_fails_the_call_with_a_kind() throws Exception {
    newer("Later", "late", "\"d\"").in(plugins.resolve("late"));
    try (Connector late = discover().connector("late", "X").open("root", Settings.of(Map.of()))) {
      assertThatThrownBy(late::ping)
          .isInstanceOfSatisfying(
              ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED))
          .hasMessageContainingAll("late", "made for another version of oeleo", "yetToCome");
    }
  }

  private Path list(String... lines) throws IOException {
    Path list = Files.write(home.resolve("plugins.sha256"), List.of(lines));
    PluginJar.close(list);
    return list;
  }

  private static String line(Path jar) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
    return HexFormat.of().formatHex(hash) + "  ./x/" + jar.getFileName();
  }

  private String goodLine() throws Exception {
    return line(plugins.resolve("good/p.jar"));
  }

  private Providers allowing(Path list) {
    return Providers.discover(List.of(), List.of(plugins), list);
  }

  @Test
  void a_jar_that_is_not_listed_is_not_used() throws Exception {
    PluginJar.of("Bad", "bad").in(bad);
    Files.move(bad.resolve("p.jar"), bad.resolve("q.jar"));
    Path list = list("# ours", "", goodLine());
    refuses(
        allowing(list),
        "q.jar is not in " + list,
        "add its line: " + line(bad.resolve("q.jar")).substring(0, 64) + "  q.jar");
  }

  @Test
  void a_jar_that_has_changed_is_not_used() throws Exception {
    PluginJar.of("Bad", "bad").in(bad);
    String before = line(bad.resolve("p.jar"));
    PluginJar.of("Bad", "worse").in(bad);
    Path list = list(goodLine(), before);
    refuses(allowing(list), "p.jar is not the one in " + list);
  }

  @Test
  void every_jar_of_a_plugin_has_to_be_listed() throws Exception {
    PluginJar.of("Bad", "bad").in(bad);
    PluginJar.of("Other", "other").services("#").writeTo(bad.resolve("library.jar"));
    PluginJar.close(bad.resolve("library.jar"));
    refuses(allowing(list(goodLine(), line(bad.resolve("p.jar")))), "library.jar is not in");
  }

  @Test
  void what_is_listed_is_used_in_either_case_of_letters() throws Exception {
    PluginJar.of("Fine", "fine").in(plugins.resolve("fine"));
    String other = line(plugins.resolve("fine/p.jar"));
    Path list = list(goodLine(), other.substring(0, 64).toUpperCase(Locale.ROOT) + " *p.jar");
    assertThat(allowing(list).connectors()).hasSize(4);
    assertThat(allowing(list).warnings()).isEmpty();
  }

  @Test
  void without_a_list_that_can_be_used_no_plugin_is() throws Exception {
    for (Path list : List.of(home.resolve("none"), list("no hash"))) {
      assertThat(allowing(list).connectors()).hasSize(2);
      assertThat(allowing(list).warnings())
          .singleElement()
          .asString()
          .contains("the list of allowed jars, " + list + ", cannot be used");
    }
  }

  @Test
  void a_list_that_others_may_write_to_allows_nothing() throws Exception {
    Path list = list(goodLine());
    Files.setPosixFilePermissions(list, PosixFilePermissions.fromString("rw-rw-r--"));
    assertThat(allowing(list).connectors()).hasSize(2);
    assertThat(allowing(list).warnings()).singleElement().asString().contains("chmod go-w " + list);
  }

  @Test
  void asked_for_by_name_or_scheme_it_says_why_it_is_not_used() throws Exception {
    PluginJar.of("Bad", "bad").in(bad);
    Files.setPosixFilePermissions(bad, PosixFilePermissions.fromString("rwxrwxr-x"));
    assertThatThrownBy(() -> discover().connector("bad", "OELEO_EXTERNAL"))
        .hasMessageContainingAll("OELEO_EXTERNAL", "bad", "chmod go-w");
    assertThatThrownBy(() -> discover().connectorOfScheme("bad", "OELEO_BASE_DIR_TO"))
        .hasMessageContainingAll("OELEO_BASE_DIR_TO", "bad://", "chmod go-w");
  }
}
