package org.oeleo.sharepoint.service;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A file or a folder of a library; guarded by the lock of its library. Times are kept to the
 * second. See <a href="https://learn.microsoft.com/graph/api/resources/driveitem">driveItem</a>.
 */
final class Item {
  final String id;
  final UUID unique = UUID.randomUUID();
  final Instant created;
  final TreeMap<String, Item> children = new TreeMap<>();
  final List<Content> versions = new ArrayList<>();

  String name;
  Optional<Item> parent;
  Optional<Content> content;
  Instant modified;
  Times times;
  boolean isPackage;
  private int changes = 1;
  private int contentChanges = 1;

  private Item(String id, String name, Optional<Content> content, Instant now) {
    this.id = id;
    this.name = name;
    this.parent = Optional.empty();
    this.content = content;
    this.created = now.truncatedTo(ChronoUnit.SECONDS);
    this.modified = created;
    this.times = new Times(created, created);
  }

  /** What a file's times were where it came from. */
  record Times(Instant created, Instant modified) {
    Times {
      created = created.truncatedTo(ChronoUnit.SECONDS);
      modified = modified.truncatedTo(ChronoUnit.SECONDS);
    }
  }

  static Item folder(String id, String name, Instant now) {
    return new Item(id, name, Optional.empty(), now);
  }

  static Item file(String id, String name, Content content, Instant now) {
    return new Item(id, name, Optional.of(content), now);
  }

  boolean isFile() {
    return content.isPresent();
  }

  long size() {
    return content
        .map(Content::size)
        .orElseGet(() -> children.values().stream().mapToLong(Item::size).sum());
  }

  /** Changes with every change of the item. */
  String etag() {
    return "\"{" + guid() + "}," + changes + "\"";
  }

  /** Changes with the content of a file. */
  String ctag() {
    return "\"c:{" + guid() + "}," + contentChanges + "\"";
  }

  private String guid() {
    return unique.toString().toUpperCase(java.util.Locale.ROOT);
  }

  boolean matches(String tag) {
    String wanted = tag.startsWith("W/") ? tag.substring(2) : tag;
    return wanted.equals("*") || wanted.equals(etag()) || wanted.equals(ctag());
  }

  /** Below the root of the library; empty for the root itself. */
  String path() {
    return parent
        .map(above -> above.parent.isEmpty() ? name : above.path() + "/" + name)
        .orElse("");
  }

  boolean isWithin(Item folder) {
    return this == folder || parent.map(above -> above.isWithin(folder)).orElse(false);
  }

  /** A change of content; what was there stays as a version. */
  void replaceContent(Content now, Instant when) {
    content.ifPresent(versions::add);
    content = Optional.of(now);
    contentChanges++;
    changed(when);
    times = new Times(times.created(), when);
  }

  void changed(Instant when) {
    modified = when.truncatedTo(ChronoUnit.SECONDS);
    changes++;
  }

  /** Content that the service itself alters: no version, no other times. */
  void alterContent(Content now) {
    content = Optional.of(now);
    contentChanges++;
    changes++;
  }
}
