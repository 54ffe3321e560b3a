package org.oeleo.spi;

import java.util.function.Predicate;

/**
 * What a listing should cover.
 *
 * @param maxDepth how many levels: 1 is the files directly below the root,
 *     {@link Integer#MAX_VALUE} all
 * @param enters whether a folder is looked into; a connector that cannot prune may ignore it
 */
public record ListRequest(int maxDepth, Predicate<RelativePath> enters) {
  /** Refuses a depth below 1. */
  public ListRequest {
    if (maxDepth < 1) {
      throw new IllegalArgumentException("depth below 1: " + maxDepth);
    }
  }

  /** Everything below the root. */
  public static ListRequest everything() {
    return new ListRequest(Integer.MAX_VALUE, folder -> true);
  }

  /** The files directly below the root. */
  public static ListRequest topLevel() {
    return new ListRequest(1, folder -> false);
  }
}
