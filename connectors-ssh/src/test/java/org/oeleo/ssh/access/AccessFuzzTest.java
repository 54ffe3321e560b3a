package org.oeleo.ssh.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;

/** Whatever stands in known_hosts or ssh_config, it says something, nothing, or is refused. */
class AccessFuzzTest {
  private static final String SEED = "20240501";
  private static final ServerKey KEY =
      ServerKey.of(new byte[] {0, 0, 0, 11, 's', 's', 'h', '-', 'e', 'd', '2', '5', '5', '1', '9'});

  private Path folder = Path.of("");

  @BeforeProperty
  void make() throws IOException {
    folder = Files.createTempDirectory("oeleo-fuzz");
  }

  @AfterProperty
  void remove() throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }

  @Provide
  Arbitrary<String> known() {
    Arbitrary<String> words = Arbitraries.oneOf(
        Arbitraries.of("lab", "*", "!lab", "?", "[lab]:22", "|1|", "|1|c2FsdA==|c3Vt", "|1||", ","),
        Arbitraries.of("@revoked", "@cert-authority", "@other", "ssh-ed25519", "#", KEY.base64()),
        Arbitraries.strings().ofMaxLength(6));
    return lines(words);
  }

  @Provide
  Arbitrary<String> config() {
    Arbitrary<String> words = Arbitraries.oneOf(
        Arbitraries.of("Host", "Match", "Include", "HostName", "Port", "User", "ProxyJump", "all"),
        Arbitraries.of("UserKnownHostsFile", "IdentityFile", "HostKeyAlias", "IdentitiesOnly"),
        Arbitraries.of("lab", "*", "[", "{", "%h", "%", "~", "~/x", "none", "\"", "=", "22", "a,b"),
        Arbitraries.strings().ofMaxLength(4),
        Arbitraries.of("\0", "config", "conf*", "[a", "host", "originalhost", "ssh://a:b@c"));
    return lines(words);
  }

  private static Arbitrary<String> lines(Arbitrary<String> words) {
    return words
        .list()
        .ofMaxSize(5)
        .map(line -> String.join(" ", line))
        .list()
        .ofMaxSize(6)
        .map(lines -> String.join("\n", lines));
  }

  @Property(tries = 3000, seed = SEED)
  void known_hosts_say_something_about_everybody(
      @ForAll("known") String text, @ForAll @StringLength(max = 8) String name) {
    KnownHosts hosts = KnownHosts.of(text, Path.of("known_hosts"));
    List<String> names = List.of("lab", name);
    assertThat(hosts.find(names, KEY).standing()).isNotNull();
    assertThat(hosts.typesOf(names)).doesNotContainNull();
    assertThat(hosts.marked(KnownLine.Marker.CERT_AUTHORITY, names)).doesNotContainNull();
  }

  @Property(tries = 1500, seed = SEED)
  void a_configuration_is_understood_or_refused(@ForAll("config") String text) throws IOException {
    Path file = folder.resolve("config");
    Files.writeString(file, wellFormed(text));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Settings settings =
        Settings.of(Map.of("OELEO_HOST", "lab", "OELEO_SSH_CONFIG", file.toString()));
    try {
      Access access =
          Access.of("/srv", settings, new Home(folder, System.getProperty("user.name")));
      assertThat(access.hops()).isNotEmpty();
    } catch (SettingsException e) {
      assertThat(e).hasMessageContaining("OELEO_");
    }
  }

  private static String wellFormed(String text) {
    return text.codePoints()
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
