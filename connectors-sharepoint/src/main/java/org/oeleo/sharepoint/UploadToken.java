package org.oeleo.sharepoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * What the ledger keeps of an upload session, so that another process can go on with it. Immutable.
 *
 * @param url of the session; whoever knows it may write, so it is a secret
 * @param address of the file, as the connector names it
 * @param size of the file, in bytes
 */
record UploadToken(String url, String address, long size) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String toJson() {
    return JSON.createObjectNode()
        .put("url", url)
        .put("address", address)
        .put("size", size)
        .toString();
  }

  /** Empty if it is not one of these. */
  static Optional<UploadToken> parse(String json) {
    try {
      JsonNode token = JSON.readTree(json);
      boolean complete = token.path("url").isTextual()
          && isAddress(token.path("url").asText())
          && token.path("address").isTextual()
          && token.path("size").isIntegralNumber();
      return complete
          ? Optional.of(new UploadToken(
              token.path("url").asText(),
              token.path("address").asText(),
              token.path("size").asLong()))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static boolean isAddress(String text) {
    HttpUrl url = HttpUrl.parse(text);
    return url != null && url.isHttps();
  }

  /** Names the file, but not so that another could go on with it. */
  @Override
  public String toString() {
    return "UploadToken[" + size + " bytes]";
  }
}
