package org.oeleo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;

class ProvidersTest {
  @TempDir
  private Path home;

  private Path shipped;
  private Path plugins;

  @BeforeEach
  void make_folders() throws IOException {
    shipped = Files.createDirectory(home.resolve("connectors"));
    plugins = Files.createDirectory(home.resolve("plugins"));
    PluginJar.close(plugins);
  }

  private Providers discover() {
    return Providers.discover(List.of(shipped), List.of(plugins));
  }

  private static List<String> names(Providers providers) throws SettingsException {
    return providers.connectors().stream().map(found -> found.provider().name()).toList();
  }

  @Test
  void built_in_ones_are_on_the_class_path() throws SettingsException {
    Providers providers = Providers.onClassPath();
    assertThat(names(providers)).containsExactly("command", "local");
    assertThat(providers.connectors().get(0).origin()).isEqualTo("class path");
    assertThat(providers.bookkeeper("sqlite", "X").name()).isEqualTo("sqlite");
    assertThat(providers.warnings()).isEmpty();
  }

  @Test
  void missing_folders_are_fine() throws SettingsException {
    Providers providers =
        Providers.discover(List.of(home.resolve("no")), List.of(home.resolve("no")));
    assertThat(names(providers)).containsExactly("command", "local");
    assertThat(providers.warnings()).isEmpty();
  }

  @Test
  void a_plugin_is_found_with_its_folder() throws Exception {
    PluginJar.of("Good", "good").in(plugins.resolve("any name"));
    Providers.Found found = discover().connectors().get(1);
    assertThat(found.provider().name()).isEqualTo("good");
    assertThat(found.origin()).isEqualTo(plugins.resolve("any name").toString());
    assertThat(discover().connectorOfScheme("good", "X").description()).isEqualTo("a test");
  }

  @Test
  void one_that_fails_to_initialise_is_one_warning_and_hides_no_other() throws Exception {
    String bad = PluginJar.PROVIDER.formatted("Bad", "bad", "\"b\"");
    new PluginJar()
        .provider(
            "Bad",
            bad.replace(
                "{\n  public String name",
                "{\n  static { if (true) throw new IllegalStateException(\"boom\"); }\n  public String name"))
        .provider("Good", PluginJar.PROVIDER.formatted("Good", "good", "\"g\""))
        .in(plugins.resolve("p"));
    Providers providers = discover();
    assertThat(names(providers)).containsExactly("command", "good", "local");
    assertThat(providers.warnings()).singleElement().asString().contains("third.Bad", "boom");
  }

  @Test
  void one_with_a_missing_class_is_one_warning_and_hides_no_other() throws Exception {
    String bad = PluginJar.PROVIDER.formatted("Bad", "bad", "Gone.TEXT()");
    new PluginJar()
        .provider("Bad", bad)
        .provider("Good", PluginJar.PROVIDER.formatted("Good", "good", "\"g\""))
        .source(
            "third.Gone", "package third; class Gone { static String TEXT() { return \"x\"; } }")
        .without("third.Gone")
        .in(plugins.resolve("p"));
    Providers providers = discover();
    assertThat(names(providers)).containsExactly("command", "good", "local");
    assertThat(providers.warnings()).singleElement().asString().contains("third/Gone");
  }

  @Test
  void one_made_for_another_spi_is_one_warning() throws Exception {
    Path other = Files.createDirectory(home.resolve("other-spi"));
    new PluginJar()
        .source(
            "org.oeleo.spi.ConnectorProvider",
            "package org.oeleo.spi; public interface ConnectorProvider { String name(); }")
        .compile(other);
    new PluginJar()
        .provider(
            "Old",
            "package third; public class Old implements org.oeleo.spi.ConnectorProvider {"
                + " public String name() { return \"old\"; } }")
        .against(other)
        .in(plugins.resolve("p"));
    Providers providers = discover();
    assertThat(names(providers)).containsExactly("command", "local");
    assertThat(providers.warnings()).singleElement().asString().contains("AbstractMethodError");
  }

  @Test
  void a_name_of_other_letters_is_refused() throws Exception {
    PluginJar.of("Loud", "LOUD").in(plugins.resolve("p"));
    assertThat(names(discover())).containsExactly("command", "local");
    assertThat(discover().warnings()).singleElement().asString().contains("LOUD");
  }

  @Test
  void of_two_plugins_of_one_name_neither_is_used_and_the_others_are() throws Exception {
    PluginJar.of("A", "twin").in(plugins.resolve("a"));
    PluginJar.of("B", "twin").in(plugins.resolve("b"));
    PluginJar.of("C", "other").in(plugins.resolve("c"));
    Providers providers = discover();
    assertThat(names(providers)).containsExactly("command", "local", "other");
    String a = plugins.resolve("a").toString();
    String b = plugins.resolve("b").toString();
    assertThat(providers.warnings())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("twin", a, b, "remove one"));
    assertThatThrownBy(() -> providers.connector("twin", "OELEO_EXTERNAL"))
        .hasMessageContainingAll("OELEO_EXTERNAL", a, b);
  }

  @Test
  void a_plugin_cannot_take_the_place_of_a_built_in_one() throws Exception {
    PluginJar.of("Fake", "local").in(plugins.resolve("fake"));
    Providers providers = discover();
    assertThat(providers.connector("local", "X").getClass().getClassLoader())
        .isSameAs(Providers.class.getClassLoader());
    assertThat(providers.connectors())
        .hasSize(2)
        .allSatisfy(found -> assertThat(found.origin()).isEqualTo("class path"));
    assertThat(providers.warnings())
        .singleElement()
        .asString()
        .contains("local", "class path", plugins.resolve("fake").toString(), "remove one");
  }

  @Test
  void a_plugin_cannot_take_the_place_of_a_shipped_one_even_unopened() throws Exception {
    PluginJar.of("Ours", "ssh").in(shipped.resolve("ssh"));
    PluginJar.of("Fake", "ssh").in(plugins.resolve("fake"));
    Providers providers = discover();
    assertThat(providers.connector("local", "X").name()).isEqualTo("local");
    assertThat(providers.warnings()).singleElement().asString().contains("ssh", "remove one");
    assertThat(providers.connectors())
        .anySatisfy(
            found -> assertThat(found.origin()).isEqualTo(shipped.resolve("ssh").toString()))
        .noneSatisfy(found ->
            assertThat(found.origin()).isEqualTo(plugins.resolve("fake").toString()));
  }

  @Test
  void a_shipped_one_is_opened_only_when_asked_for() throws Exception {
    PluginJar.of("Ours", "ssh").in(shipped.resolve("ssh"));
    Files.createDirectory(shipped.resolve("empty"));
    Providers providers = discover();
    assertThat(providers.connector("ssh", "X").name()).isEqualTo("ssh");
    assertThat(providers.warnings()).as("the empty one was not looked into").isEmpty();
    assertThat(names(providers)).containsExactly("command", "local", "ssh");
    assertThat(providers.warnings()).singleElement().asString().contains("holds no jar");
  }

  @Test
  void a_shipped_one_must_be_called_like_its_folder() throws Exception {
    PluginJar.of("Ours", "sftp").in(shipped.resolve("ssh"));
    assertThatThrownBy(() -> discover().connector("ssh", "OELEO_EXTERNAL"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll("OELEO_EXTERNAL", "must hold one connector called ssh", "sftp");
  }

  @Test
  void an_unknown_name_tells_what_there_is() throws Exception {
    PluginJar.of("Ours", "ssh").in(shipped.resolve("ssh"));
    assertThatThrownBy(() -> discover().connector("shs", "OELEO_EXTERNAL"))
        .hasMessage(
            "OELEO_EXTERNAL names a connector that is not there: shs; there are command, local, ssh");
  }

  @Test
  void a_shipped_one_that_everybody_may_write_to_is_not_used() throws Exception {
    PluginJar.of("Ours", "ssh").in(shipped.resolve("ssh"));
    Files.setPosixFilePermissions(
        shipped.resolve("ssh/p.jar"), PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThatThrownBy(() -> discover().connector("ssh", "X"))
        .hasMessageContainingAll("p.jar", "chmod o-w");
  }

  @Test
  void two_plugins_each_have_their_own_version_of_a_class() throws Exception {
    for (String version : List.of("one", "two")) {
      new PluginJar()
          .provider("P", PluginJar.PROVIDER.formatted("P", version, "Shared.version()"))
          .source(
              "third.Shared",
              "package third; class Shared { static String version() { return \"" + version
                  + "\"; } }")
          .in(plugins.resolve(version));
    }
    assertThat(discover().connector("one", "X").description()).isEqualTo("one");
    assertThat(discover().connector("two", "X").description()).isEqualTo("two");
  }

  @Test
  void a_plugin_sees_the_api_and_not_the_engine() throws Exception {
    String look = "((java.util.function.Supplier<String>) () -> { String s = \"\";"
        + " for (String n : List.of(\"org.oeleo.internal.Job\", \"org.oeleo.Worker\","
        + " \"org.sqlite.JDBC\", \"org.slf4j.Logger\", \"org.oeleo.spi.Kind\"))"
        + " { try { Class.forName(n); s += n + \" \"; } catch (ClassNotFoundException e) { } }"
        + " return s + P.class.getResource(\"/META-INF/services/org.oeleo.spi.BookkeeperProvider\");"
        + " }).get()";
    new PluginJar()
        .provider("P", PluginJar.PROVIDER.formatted("P", "nosy", look))
        .in(plugins.resolve("p"));
    assertThat(discover().connector("nosy", "X").description())
        .isEqualTo("org.slf4j.Logger org.oeleo.spi.Kind null");
  }

  @Test
  void opening_runs_with_the_plugins_own_class_loader() throws Exception {
    String source = PluginJar.PROVIDER
        .formatted("P", "context", "\"c\"")
        .replace(
            "IllegalStateException(root)",
            "IllegalStateException(\"\" + (Thread.currentThread().getContextClassLoader() =="
                + " getClass().getClassLoader()))");
    new PluginJar().provider("P", source).in(plugins.resolve("p"));
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    var provider = discover().connector("context", "X");
    assertThatThrownBy(() -> provider.open("r", Settings.of(Map.of()))).hasMessage("true");
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }
}
