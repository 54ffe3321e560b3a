package org.oeleo.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApacheServerTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void needs_the_program() {
    assumeTrue(ApacheServer.isInstalled(), ApacheServer.missing());
  }

  @Test
  void keeps_what_its_user_puts_and_lets_nobody_else_in() throws Exception {
    try (ApacheServer server = ApacheServer.start()) {
      assertThat(put(server, "somebody:else")).isEqualTo(401);
      assertThat(put(server, server.user() + ":" + server.password())).isEqualTo(201);
      assertThat(server.files().resolve("a.txt")).hasContent("content");
    }
  }

  @Test
  void killed_it_is_gone_and_restarts_on_the_same_port() throws Exception {
    try (ApacheServer server = ApacheServer.start()) {
      server.kill();
      assertThatThrownBy(() -> put(server, "a:b")).isInstanceOf(ConnectException.class);

      server.restart();

      assertThat(put(server, "a:b")).isEqualTo(401);
    }
  }

  @Test
  void closed_it_leaves_nothing_behind() throws Exception {
    long before = ProcessHandle.current().descendants().count();
    ApacheServer server = ApacheServer.start();
    assertThat(ProcessHandle.current().descendants().count()).isGreaterThan(before);

    server.close();

    assertThat(ProcessHandle.current().descendants().count()).isEqualTo(before);
    assertThat(Files.exists(server.files().getParent())).isFalse();
  }

  private int put(ApacheServer server, String login) throws IOException, InterruptedException {
    String basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    HttpRequest request = HttpRequest.newBuilder(server.address().resolve("a.txt"))
        .header("Authorization", "Basic " + basic)
        .PUT(BodyPublishers.ofString("content"))
        .build();
    return client.send(request, BodyHandlers.ofString()).statusCode();
  }
}
