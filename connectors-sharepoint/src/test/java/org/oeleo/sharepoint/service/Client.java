package org.oeleo.sharepoint.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A plain client of the service, with a token of its own. Immutable. */
final class Client {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final GraphService service;
  private final HttpClient http;
  private final String token;

  private Client(GraphService service, HttpClient http, String token) {
    this.service = service;
    this.http = http;
    this.token = token;
  }

  static Client of(GraphService service, App app) {
    HttpClient http = HttpClient.newBuilder().sslContext(service.trust()).build();
    return new Client(service, http, service.entra().token(app));
  }

  Client with(String otherToken) {
    return new Client(service, http, otherToken);
  }

  /** What came back. */
  record Reply(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String text() {
      return response.body();
    }

    JsonNode json() {
      try {
        return JSON.readTree(text());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** A field of the body, as text. */
    String get(String pointer) {
      return json().at(pointer).asText();
    }

    String code() {
      return get("/error/code");
    }

    Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    String link(String name) {
      return json().path(name).asText();
    }
  }

  /** An address that begins with a slash is one of Graph and gets the token. */
  Reply send(String method, String address, String body, String... headers) {
    return send(method, address, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  Reply send(String method, String address, byte[] body, String... headers) {
    boolean graph = address.startsWith("/");
    URI uri = URI.create(graph ? service.graphUrl() + "/v1.0" + address : address);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri)
        .version(HttpClient.Version.HTTP_1_1)
        .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    if (graph || address.startsWith(service.graphUrl() + "/v1.0/")) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Reply(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Reply get(String address, String... headers) {
    return send("GET", address, "", headers);
  }

  Reply put(String address, String body, String... headers) {
    return send("PUT", address, body, headers);
  }

  Reply post(String address, String body, String... headers) {
    return send("POST", address, body, headers);
  }

  Reply patch(String address, String body, String... headers) {
    return send("PATCH", address, body, headers);
  }

  Reply delete(String address, String... headers) {
    return send("DELETE", address, "", headers);
  }
}
