package org.oeleo.sharepoint.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/**
 * Entra does not do what it was asked. See <a
 * href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes">error codes</a>.
 */
final class Denial extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String error;
  private final int code;

  Denial(int status, String error, int code, String message) {
    super("AADSTS" + code + ": " + message);
    this.status = status;
    this.error = error;
    this.code = code;
  }

  /** The client is not who it says it is. */
  static Denial client(int code, String message) {
    return new Denial(401, "invalid_client", code, message);
  }

  static Denial request(int code, String message) {
    return new Denial(400, "invalid_request", code, message);
  }

  static Denial grant(int code, String message) {
    return new Denial(400, "invalid_grant", code, message);
  }

  Answer answer(Instant time) {
    String trace = UUID.randomUUID().toString();
    String when = time.toString().substring(0, 19).replace('T', ' ') + "Z";
    ObjectNode view = Views.object();
    view.put("error", error);
    view.put(
        "error_description",
        getMessage() + " Trace ID: " + trace + " Correlation ID: " + trace + " Timestamp: " + when);
    view.putArray("error_codes").add(code);
    view.put("timestamp", when).put("trace_id", trace).put("correlation_id", trace);
    view.put("error_uri", "https://login.microsoftonline.com/error?code=" + code);
    return Answer.json(status, view);
  }
}
