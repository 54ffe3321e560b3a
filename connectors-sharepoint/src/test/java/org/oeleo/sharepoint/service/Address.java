package org.oeleo.sharepoint.service;

import java.util.ArrayList;
import java.util.List;

/**
 * A path of Graph: words, each perhaps followed by a way that stands between colons. One thread at
 * a time. See <a
 * href="https://learn.microsoft.com/graph/onedrive-addressing-driveitems">addressing</a>.
 */
final class Address {
  private final List<Step> steps = new ArrayList<>();
  private int next;

  /** A word and the names of the way behind it, both decoded. */
  record Step(String word, List<String> way) {}

  private Address() {}

  /** Takes a path that is still encoded. */
  static Address of(String raw) {
    Address address = new Address();
    String word = "";
    List<String> way = new ArrayList<>();
    boolean inWay = false;
    for (String part : plainColons(raw).split("/")) {
      boolean turn = part.endsWith(":");
      String text = Texts.decoded(turn ? part.substring(0, part.length() - 1) : part);
      if (inWay && !text.isEmpty()) {
        way.add(text);
      } else if (!inWay && !text.isEmpty()) {
        address.add(word, way);
        word = text;
        way = new ArrayList<>();
      }
      inWay = turn != inWay;
    }
    address.add(word, way);
    return address;
  }

  /** Clients that take {@code root:/a/b:} for one word encode its colons and slashes too. */
  private static String plainColons(String raw) {
    List<String> parts = new ArrayList<>();
    for (String part : raw.split("/")) {
      boolean path = part.matches("(?i)[^:]*%3A(%2F.*)?") && !raw.contains(":");
      parts.add(path ? part.replaceAll("(?i)%3A", ":").replaceAll("(?i)%2F", "/") : part);
    }
    return String.join("/", parts);
  }

  private void add(String word, List<String> way) {
    if (!word.isEmpty()) {
      steps.add(new Step(word, List.copyOf(way)));
    }
  }

  boolean hasMore() {
    return next < steps.size();
  }

  Step take() {
    if (!hasMore()) {
      throw new Refusal(400, "BadRequest", "Invalid request");
    }
    return steps.get(next++);
  }

  /** The last word; empty where there is none. */
  String rest() {
    String rest = hasMore() ? take().word() : "";
    if (hasMore()) {
      throw unknown(take().word());
    }
    return rest;
  }

  static Refusal unknown(String word) {
    String message = "Resource not found for the segment '" + word + "'.";
    return new Refusal(400, "BadRequest", message);
  }
}
