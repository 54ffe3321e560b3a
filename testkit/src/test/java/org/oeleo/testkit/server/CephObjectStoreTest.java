package org.oeleo.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CephObjectStoreTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void needs_the_programs() {
    assumeTrue(CephObjectStore.isInstalled(), CephObjectStore.missing());
  }

  @Test
  void answers_but_lets_nobody_in_who_does_not_sign() throws Exception {
    try (CephObjectStore store = CephObjectStore.start("debug rgw = 1")) {
      assertThat(ask(store, "GET", "/").body()).contains("<ID>anonymous</ID>");
      assertThat(ask(store, "PUT", "/bucket").statusCode()).isEqualTo(403);
      assertThat(store.log()).anyMatch(line -> line.contains("\"PUT /bucket HTTP/1.1\" 403"));
    }
  }

  @Test
  void killed_it_is_gone_and_restarts_on_the_same_port() throws Exception {
    try (CephObjectStore store = CephObjectStore.start()) {
      store.kill();
      assertThatThrownBy(() -> ask(store, "GET", "/")).isInstanceOf(ConnectException.class);

      store.restart();

      assertThat(ask(store, "GET", "/").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void closed_it_leaves_no_process_behind() throws Exception {
    long before = ProcessHandle.current().descendants().count();
    CephObjectStore store = CephObjectStore.start();
    List<ProcessHandle> running = ProcessHandle.current().descendants().toList();

    store.close();

    assertThat(running).hasSize((int) before + 3);
    assertThat(ProcessHandle.current().descendants().count()).isEqualTo(before);
  }

  private HttpResponse<String> ask(CephObjectStore store, String method, String path)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(store.endpoint() + path))
        .method(method, BodyPublishers.noBody())
        .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
