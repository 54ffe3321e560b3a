package org.oeleo.s3.access;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
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
  private static final String SCHEME = "s3://";

  /**
   * Wider than what AWS allows today: old buckets have capitals and {@code _}, and Ceph has
   * {@code tenant:bucket}.
   */
  private static final Pattern BUCKET =
      Pattern.compile("(?:[A-Za-z0-9_]+:)?[A-Za-z0-9][A-Za-z0-9._-]{1,254}");

  private static final int LONGEST_KEY = 1024;

  /** Refuses what is no bucket, or cannot be the beginning of a key. */
  public Address {
    if (!BUCKET.matcher(bucket).matches()) {
      throw new IllegalArgumentException("no bucket can be called '" + bucket + "'");
    }
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException("a prefix must end in /: '" + prefix + "'");
    }
  }

  /**
   * From {@code s3://bucket/prefix}, or the same without the scheme. Nothing in it is an escape.
   *
   * @throws ConnectorException REJECTED if it names no bucket, or a prefix that no key can have
   */
  public static Address parse(String root) throws ConnectorException {
    boolean uri = root.toLowerCase(Locale.ROOT).startsWith(SCHEME);
    String place = uri ? root.substring(SCHEME.length()) : root;
    int slash = place.indexOf('/');
    String bucket = slash < 0 ? place : place.substring(0, slash);
    checkBucket(bucket);
    String prefix = slash < 0 ? "" : place.substring(slash + 1);
    if (prefix.isEmpty()) {
      return new Address(bucket, "");
    }
    String folder = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
    checkPrefix(folder);
    return new Address(bucket, folder + "/");
  }

  private static void checkBucket(String bucket) throws ConnectorException {
    if (bucket.isEmpty()) {
      throw rejected("names no bucket: write s3://bucket/prefix");
    }
    if (bucket.indexOf('@') >= 0) {
      // What is before it may be a secret, so it is not repeated.
      throw rejected("has an @ in the name of the bucket: keys do not belong there, but into"
          + " OELEO_ACCESS_KEY and OELEO_SECRET_KEY");
    }
    if (bucket.toLowerCase(Locale.ROOT).startsWith("arn:")) {
      throw rejected("is an ARN: write s3://bucket/prefix with the name or alias of the bucket");
    }
    if (!BUCKET.matcher(bucket).matches()) {
      throw rejected("names the bucket '" + Printable.name(bucket)
          + "', which none can be called: write s3://bucket/prefix");
    }
  }

  private static void checkPrefix(String folder) throws ConnectorException {
    List<String> segments = List.of(folder.split("/", -1));
    if (segments.contains("")) {
      throw rejected("has an empty folder in its prefix: write one / only");
    }
    if (segments.contains(".") || segments.contains("..")) {
      throw rejected("has . or .. in its prefix, which mean nothing in a key: write it out");
    }
    if (folder.codePoints().anyMatch(Address::isRefused)) {
      throw rejected("has a control character, or half of a character, in its prefix '"
          + Printable.name(folder) + "'");
    }
    if (folder.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY - 2) {
      throw rejected("has a prefix that is longer than any key may be (1024 bytes)");
    }
  }

  private static boolean isRefused(int point) {
    int type = Character.getType(point);
    return type == Character.CONTROL || type == Character.SURROGATE;
  }

  private static ConnectorException rejected(String what) {
    return new ConnectorException(Kind.REJECTED, "the root " + what);
  }

  /** As it is written in a root. */
  @Override
  public String toString() {
    return SCHEME + bucket + "/" + prefix;
  }
}
