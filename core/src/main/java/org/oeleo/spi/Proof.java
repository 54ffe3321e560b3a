package org.oeleo.spi;

import java.time.Instant;

/**
 * How it is known that both sides hold the same content.
 *
 * @param method what was compared
 * @param at when
 */
public record Proof(Method method, Instant at) {
  /** What was compared. */
  public enum Method {
    /** Only the sizes. */
    SIZE(false),
    /** The hash of what was sent with the hash the store names. */
    HASH(true),
    /**
     * On receipt: the hash the store itself made of what it received with that of what was sent.
     */
    RECEIVED(true),
    /** The hash of what was sent with that of all bytes read back. */
    REREAD(true),
    /**
     * The store took all of it and then, as is its way with such files, changed it: there is
     * nothing to compare with. Never a reason to delete either side.
     */
    ALTERED(false),
    /**
     * Nothing: whoever took it said that all is well, and cannot be asked what it has. Never a
     * reason to delete either side.
     */
    ACCEPTED(false),
    /** Both sides hashed, without a transfer: equal content was found there already. */
    ADOPTED(true),
    /** Nothing: a person said so. */
    MARKED(false),
    /** Nothing here: the original oeleo had recorded it. */
    INHERITED(false);

    private final boolean ofContent;

    Method(boolean ofContent) {
      this.ofContent = ofContent;
    }

    /** Whether equal content was seen on both sides, so that one of the two may go. */
    public boolean isOfContent() {
      return ofContent;
    }
  }
}
