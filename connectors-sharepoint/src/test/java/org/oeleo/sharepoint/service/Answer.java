package org.oeleo.sharepoint.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What the service says: a status, headers and a body of known length. Immutable. */
record Answer(int status, Map<String, String> headers, Body body) {
  /** Where the bytes of an answer come from. */
  interface Body {
    long length();

    InputStream open() throws IOException;
  }

  private record Text(String text) implements Body {
    @Override
    public long length() {
      return bytes().length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes());
    }

    private byte[] bytes() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** The connection ends and nothing is said. */
  static final Answer SILENCE = empty(0);

  boolean isSilence() {
    return status == 0;
  }

  static Answer empty(int status) {
    return new Answer(status, Map.of(), new Text(""));
  }

  static Answer json(int status, JsonNode content) {
    Map<String, String> headers = Map.of(
        "Content-Type",
        "application/json;odata.metadata=minimal;odata.streaming=true;charset=utf-8");
    return new Answer(status, headers, new Text(content.toString()));
  }

  static Answer html(int status, String content) {
    return new Answer(status, Map.of("Content-Type", "text/html"), new Text(content));
  }

  static Answer redirect(String location) {
    return new Answer(302, Map.of("Location", location), new Text(""));
  }

  /** A refusal in the form of Graph. */
  static Answer refusal(Refusal refusal, Request request) {
    ObjectNode error = JsonNodeFactory.instance.objectNode();
    error.put("code", refusal.code()).put("message", refusal.message());
    ObjectNode inner = error.putObject("innerError");
    if (!refusal.detail().isEmpty()) {
      inner.put("code", refusal.detail());
    }
    inner.put("date", request.time().toString().substring(0, 19));
    inner.put("request-id", request.id());
    inner.put("client-request-id", request.header("client-request-id").orElse(request.id()));
    Answer answer =
        json(refusal.status(), JsonNodeFactory.instance.objectNode().set("error", error));
    return answer.with(refusal.headers());
  }

  /** Of the body so many bytes only, although the headers promise more. */
  Answer cut(long bytes) {
    return new Answer(status, headers, new Cut(body, bytes));
  }

  private record Cut(Body whole, long bytes) implements Body {
    @Override
    public long length() {
      return whole.length();
    }

    @Override
    public InputStream open() throws IOException {
      return new LimitedInput(whole.open(), bytes);
    }
  }

  Answer with(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(headers);
    all.putAll(more);
    return new Answer(status, all, body);
  }
}
