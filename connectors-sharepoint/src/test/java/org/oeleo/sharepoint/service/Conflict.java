package org.oeleo.sharepoint.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What to do when a name is taken: the value of {@code @microsoft.graph.conflictBehavior}. */
enum Conflict {
  FAIL,
  REPLACE,
  RENAME;

  static final String NAME = "@microsoft.graph.conflictBehavior";

  static Optional<Conflict> of(Request request) {
    return request.query(NAME).or(() -> request.query("@name.conflictBehavior")).map(Conflict::of);
  }

  static Optional<Conflict> of(JsonNode body) {
    return body.hasNonNull(NAME) ? Optional.of(of(body.path(NAME).asText())) : Optional.empty();
  }

  private static Conflict of(String text) {
    for (Conflict conflict : values()) {
      if (conflict.name().equalsIgnoreCase(text)) {
        return conflict;
      }
    }
    throw Refusal.invalid("Invalid value for conflictBehavior: " + text);
  }
}
