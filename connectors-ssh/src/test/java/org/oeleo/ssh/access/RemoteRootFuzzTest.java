package org.oeleo.ssh.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a root looks like, it is understood or refused, and no password is repeated. */
class RemoteRootFuzzTest {
  private static final String SEED = "20240501";
  private static final String CANARY = "zqxj";

  /** What has a meaning in a URI is frequent. */
  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.oneOf(
            Arbitraries.strings().withChars("@:/%[]#?0123456789abAF.~\\-+").ofMaxLength(3),
            Arbitraries.of("%40", "%3A", "%2F", "[::1]", "//", "@", ":", "/", "%"),
            Arbitraries.strings().ofMaxLength(2))
        .list()
        .ofMaxSize(6)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> users() {
    return Arbitraries.of("lab", "me@home", "", "a.b", "%40x");
  }

  @Provide
  Arbitrary<String> rests() {
    return Arbitraries.of("host", "host/d", "host:22/d", "[::1]:22/d", "", "host:x/%zz", "h/%ff");
  }

  @Property(tries = 5000, seed = SEED)
  void a_password_is_never_repeated(
      @ForAll("users") String user,
      @ForAll("pieces") String before,
      @ForAll("pieces") String after,
      @ForAll("rests") String rest) {
    String root = "sftp://" + user + ":" + before + CANARY + after + "@" + rest;
    assertThat(refusal(root)).get().asString().doesNotContain(CANARY);
  }

  @Property(tries = 5000, seed = SEED)
  void any_text_is_understood_or_refused(
      @ForAll("pieces") String one, @ForAll("pieces") String two) {
    assertThat(refusal("sftp://" + one + two).orElse("fine")).isNotBlank();
    assertThat(refusal(one + two).orElse("fine")).isNotBlank();
  }

  /** Any other exception fails the test. */
  private static Optional<String> refusal(String root) {
    try {
      RemoteRoot.parse(root);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
