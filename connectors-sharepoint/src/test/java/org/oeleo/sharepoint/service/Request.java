package org.oeleo.sharepoint.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a client asks for, as it came; one thread at a time. */
final class Request {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SMALL = 4 * 1024 * 1024;

  private final HttpExchange exchange;
  private final Instant time;
  private final String id = UUID.randomUUID().toString();
  private final Map<String, String> query;
  private final Journal.Entry entry;
  private Damage damage = Damage.NONE;

  Request(HttpExchange exchange, Instant time, Journal journal) {
    this.exchange = exchange;
    this.time = time;
    String raw = exchange.getRequestURI().getRawQuery();
    this.query = raw == null ? Map.of() : Texts.fields(raw);
    this.entry = journal.open(exchange, time, query);
  }

  String id() {
    return id;
  }

  /** When it came, by the server's clock. */
  Instant time() {
    return time;
  }

  String method() {
    return exchange.getRequestMethod();
  }

  /** Still encoded. */
  String path() {
    return exchange.getRequestURI().getRawPath();
  }

  Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }

  Map<String, String> queries() {
    return query;
  }

  /** How the client calls this server. */
  String base() {
    return "https://" + header("Host").orElse("127.0.0.1");
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  Journal.Entry entry() {
    return entry;
  }

  Damage damage() {
    return damage;
  }

  void damage(Damage more) {
    this.damage = damage.and(more);
  }

  /** The bytes sent; reading them counts them. */
  InputStream body() {
    return new CountedBody(exchange.getRequestBody(), entry::received);
  }

  /** A small body as text. */
  String text() throws IOException {
    byte[] bytes = body().readNBytes(SMALL);
    String text = new String(bytes, StandardCharsets.UTF_8);
    entry.body(text);
    return text;
  }

  /** A small body as JSON; an empty one is an empty object. */
  JsonNode json() throws IOException {
    String text = text();
    try {
      return text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new Refusal(400, "BadRequest", "Unable to read JSON request payload.");
    }
  }
}
