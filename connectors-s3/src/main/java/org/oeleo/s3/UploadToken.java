package org.oeleo.s3;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * What the ledger keeps of an upload in parts, so that another process can go on with it.
 * Immutable.
 *
 * @param upload the store's name for it
 * @param id ours, which the object carries once it is there
 * @param key of the object
 * @param layout how the file is cut
 * @param whole the hash of all of it, once all of it was read
 */
record UploadToken(String upload, String id, String key, Layout layout, Optional<String> whole) {
  /** The same, about to be made one object of this hash. */
  UploadToken with(Seal sum) {
    return new UploadToken(upload, id, key, layout, Optional.of(sum.sum()));
  }

  String toJson() {
    JsonWriter json = JsonWriter.create()
        .writeStartObject()
        .writeFieldName("upload")
        .writeValue(upload)
        .writeFieldName("id")
        .writeValue(id)
        .writeFieldName("key")
        .writeValue(key)
        .writeFieldName("size")
        .writeValue(layout.size())
        .writeFieldName("part")
        .writeValue(layout.part());
    whole.ifPresent(sum -> json.writeFieldName("whole").writeValue(sum));
    return new String(json.writeEndObject().getBytes(), StandardCharsets.UTF_8);
  }

  /** Empty if it is not one of these. */
  static Optional<UploadToken> parse(String json) {
    try {
      return Optional.ofNullable(JsonNode.parser().parse(json))
          .filter(JsonNode::isObject)
          .map(node -> of(node.asObject()));
    } catch (IllegalArgumentException | SdkException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static UploadToken of(Map<String, JsonNode> fields) {
    Layout layout =
        new Layout(Long.parseLong(field(fields, "size")), Long.parseLong(field(fields, "part")));
    return new UploadToken(
        field(fields, "upload"),
        field(fields, "id"),
        field(fields, "key"),
        layout,
        Optional.ofNullable(fields.get("whole"))
            .filter(JsonNode::isString)
            .map(JsonNode::asString));
  }

  private static String field(Map<String, JsonNode> fields, String name) {
    JsonNode node = fields.get(name);
    if (node == null || !(node.isString() || node.isNumber())) {
      throw new IllegalArgumentException("a token without " + name);
    }
    return node.isString() ? node.asString() : node.asNumber();
  }

  /** Names the upload, but not so that another could go on with it. */
  @Override
  public String toString() {
    return "UploadToken[" + layout + "]";
  }
}
