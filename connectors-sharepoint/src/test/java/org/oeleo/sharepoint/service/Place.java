package org.oeleo.sharepoint.service;

import java.util.ArrayList;
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

  Place in(List<String> further) {
    List<String> all = new ArrayList<>(way);
    all.addAll(further);
    return new Place(id, all);
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
