package org.oeleo.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.oeleo.sharepoint.service.Fault;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.testkit.SampleContent;

/** A service that says nothing any more. */
@Timeout(60)
class FrozenTest extends InLibrary {
  private ThrowingCallable call(Connector open, String what) {
    put("a.bin", SampleContent.noise(1000));
    return switch (what) {
      case "login", "stat" -> () -> open.stat(path("a.bin"));
      case "list" ->
        () -> open.list(org.oeleo.spi.ListRequest.everything(), into(new java.util.ArrayList<>()));
      case "read" ->
        () -> {
          try (InputStream in = open.read(path("a.bin"), 0)) {
            in.readAllBytes();
          }
        };
      case "small" -> () -> open.write(path("b.bin"), Source.of(100));
      case "large" -> () -> open.write(path("b.bin"), Source.of(WHOLE + 1));
      default -> throw new IllegalArgumentException(what);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "login, POST, /token$",
    "stat, GET, :/a.bin$",
    "read, GET, download.aspx$",
    "small, PUT, /content$",
    "large, PUT, /uploadSession$",
    "large, POST, /createUploadSession$"
  })
  void silence_is_given_up_after_the_time_that_is_set(String what, String method, String regex)
      throws IOException {
    faults().on(method, regex).always().freezes();
    try (Connector open = another(Map.of("OELEO_TIMEOUT", "1s"))) {
      ConnectorException failure = failure(call(open, what));

      assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(failure).hasMessageContaining("the service is silent");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "login, POST, /token$",
    "stat, GET, :/a.bin$",
    "list, GET, /children$",
    "read, GET, download.aspx$",
    "small, PUT, /content$",
    "large, PUT, /uploadSession$"
  })
  void closing_frees_who_is_stuck(String what, String method, String regex) throws Exception {
    Fault frozen = faults().on(method, regex).always();
    frozen.freezes();
    Connector open = another(Map.of());
    ThrowingCallable call = call(open, what);
    CompletableFuture<ConnectorException> stuck =
        CompletableFuture.supplyAsync(() -> failure(call));
    frozen.awaitFrozen();

    open.close();

    assertThat(stuck.get(10, TimeUnit.SECONDS).kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void closing_frees_who_waits_in_the_middle_of_a_file() throws Exception {
    put("a.bin", SampleContent.noise(3_000_000));
    Connector open = another(Map.of());
    InputStream in = open.read(path("a.bin"), 0);
    assertThat(in.readNBytes(10)).hasSize(10);

    open.close();

    assertThat(kind(in::readAllBytes)).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void after_closing_every_call_fails() throws IOException {
    Connector open = another(Map.of());
    open.ping();
    open.close();
    open.close();

    for (String what : new String[] {"stat", "list", "read", "small", "large"}) {
      assertThat(kind(call(open, what))).as(what).isEqualTo(Kind.UNREACHABLE);
    }
  }

  @Test
  void a_connector_that_was_never_used_closes_without_asking_anybody() throws IOException {
    Connector open = another(Map.of());
    open.close();

    assertThat(journal().entries()).isEmpty();
    assertThat(kind(open::ping)).isEqualTo(Kind.UNREACHABLE);
  }
}
