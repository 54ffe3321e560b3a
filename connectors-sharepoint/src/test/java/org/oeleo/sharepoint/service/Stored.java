package org.oeleo.sharepoint.service;

import java.time.Instant;

/** A file or folder as a library has it. Immutable; of a folder the sum is empty. */
public record Stored(
    String path,
    String id,
    String etag,
    long size,
    String hash,
    Instant created,
    Instant modified,
    int versions) {
  static Stored of(Item item) {
    return new Stored(
        item.path(),
        item.id,
        item.etag(),
        item.size(),
        item.content.map(Content::hash).orElse(""),
        item.times.created(),
        item.times.modified(),
        item.versions.size());
  }
}
