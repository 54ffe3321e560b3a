package org.oeleo.s3.access;

import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;

/**
 * Where in a store the root is. Immutable.
 *
 * @param bucket its name
 * @param prefix what every key begins with: empty, or ending in {@code /}
 */
public record Address(String bucket, String prefix) {
  /** From {@code s3://bucket/prefix}, or the same without the scheme. */
  public static Address parse(String root) throws ConnectorException {
    String place = root.startsWith("s3://") ? root.substring("s3://".length()) : root;
    int slash = place.indexOf('/');
    String bucket = slash < 0 ? place : place.substring(0, slash);
    if (bucket.isEmpty()) {
      throw new ConnectorException(
          Kind.REJECTED, Printable.name(root) + " names no bucket: write s3://bucket/prefix");
    }
    String prefix = slash < 0 ? "" : place.substring(slash + 1);
    return new Address(bucket, prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
  }

  @Override
  public String toString() {
    return "s3://" + bucket + "/" + prefix;
  }
}
