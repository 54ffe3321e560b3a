package org.oeleo.sharepoint.service;

import java.util.List;

/** Where a request points: an item by its id ("root" too), and a path from there on. Immutable. */
record Place(String id, List<String> way) {
  static final String ROOT = "root";

  Place {
    way = List.copyOf(way);
  }

  static Place of(String path) {
    return new Place(ROOT, Texts.parts(path));
  }

  /** Where the way begins. */
  Place start() {
    return new Place(id, List.of());
  }

  String name() {
    if (way.isEmpty()) {
      throw new IllegalStateException("no name in " + this);
    }
    return way.get(way.size() - 1);
  }

  Place parent() {
    return new Place(id, way.subList(0, way.size() - 1));
  }
}
