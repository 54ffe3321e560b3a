package org.oeleo.sharepoint.service;

import java.time.Instant;

/** A file or folder as a library has it. Immutable; of a folder the content is empty. */
public record Stored(
    String path,
    String id,
    String etag,
    byte[] content,
    String hash,
    Instant created,
    Instant modified,
    int versions) {
  static Stored of(Item item) {
    return new Stored(
        item.path(),
        item.id,
        item.etag(),
        item.content.map(Content::bytes).orElse(new byte[0]),
        item.content.map(Content::hash).orElse(""),
        item.times.created(),
        item.times.modified(),
        item.versions.size());
  }
}
