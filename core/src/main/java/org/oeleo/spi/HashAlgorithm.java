package org.oeleo.spi;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A way to sum up content. Immutable; two are equal when their names are.
 *
 * <p>SHA-256 is the default, MD5 is for ledgers of the original oeleo. A connector whose store
 * names another hash brings its own with {@link #of}.
 */
public final class HashAlgorithm {
  /** The default. */
  public static final HashAlgorithm SHA256 = of("SHA-256", copiesOf("SHA-256"));

  /** What the original oeleo writes into its ledgers. No protection against forgery. */
  public static final HashAlgorithm MD5 = of("MD5", copiesOf("MD5"));

  private final String name;
  private final Supplier<MessageDigest> digests;

  private HashAlgorithm(String name, Supplier<MessageDigest> digests) {
    this.name = name.toUpperCase(Locale.ROOT);
    this.digests = digests;
  }

  /** An algorithm of a connector's own; {@code digests} gives a fresh digest at each call. */
  public static HashAlgorithm of(String name, Supplier<MessageDigest> digests) {
    return new HashAlgorithm(name, digests);
  }

  /**
   * The algorithm a ledger or a setting names: one of the JDK's, or one only its connector can
   * compute.
   */
  public static HashAlgorithm named(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "SHA-256", "SHA256" -> SHA256;
      case "MD5" -> MD5;
      default -> of(name, () -> jdk(name));
    };
  }

  /**
   * Looking an algorithm up costs more than hashing a small file; a copy of a fresh one does not.
   */
  private static Supplier<MessageDigest> copiesOf(String name) {
    MessageDigest fresh = jdk(name);
    return () -> {
      try {
        return (MessageDigest) fresh.clone();
      } catch (CloneNotSupportedException e) {
        return jdk(name);
      }
    };
  }

  private static MessageDigest jdk(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(
          "the hash " + name + " cannot be computed on this machine", e);
    }
  }

  /** Upper case, as the JDK spells it: {@code SHA-256}. */
  public String name() {
    return name;
  }

  /**
   * A fresh digest, for one thread.
   *
   * @throws IllegalStateException if this machine cannot compute the algorithm
   */
  public MessageDigest newDigest() {
    return digests.get();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HashAlgorithm algorithm && name.equals(algorithm.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
