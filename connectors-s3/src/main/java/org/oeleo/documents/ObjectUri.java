package org.oeleo.documents;

/**
 * The parts of {@code s3://bucket/a/b}. Immutable.
 *
 * @param scheme {@code s3}
 * @param bucket {@code bucket}
 * @param path {@code a/b}; empty for the bucket itself
 */
public record ObjectUri(String scheme, String bucket, String path) {
  private static final String MARK = "://";

  /** Refuses what has no scheme or no bucket. */
  public ObjectUri {
    if (!scheme.matches("[A-Za-z][A-Za-z0-9+.-]*")) {
      throw new IllegalArgumentException("is not scheme://bucket/path: it has no scheme");
    }
    if (bucket.isEmpty() || bucket.indexOf('/') >= 0) {
      throw new IllegalArgumentException("is not scheme://bucket/path: it has no bucket");
    }
  }

  /**
   * Takes it apart. Nothing in it is an escape.
   *
   * @throws IllegalArgumentException if it has no scheme or no bucket
   */
  public static ObjectUri split(String uri) {
    int mark = uri.indexOf(MARK);
    String scheme = uri.substring(0, Math.max(0, mark));
    String rest = uri.substring(mark < 0 ? 0 : mark + MARK.length());
    int slash = rest.indexOf('/');
    return slash < 0
        ? new ObjectUri(scheme, rest, "")
        : new ObjectUri(scheme, rest.substring(0, slash), rest.substring(slash + 1));
  }

  /** As it was. */
  @Override
  public String toString() {
    return path.isEmpty() ? scheme + MARK + bucket : scheme + MARK + bucket + "/" + path;
  }
}
