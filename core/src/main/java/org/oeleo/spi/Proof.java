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
    SIZE,
    /** The hash of what was sent with the hash the store names. */
    HASH,
    /**
     * On receipt: the hash the store itself made of what it received with that of what was sent.
     */
    RECEIVED,
    /** The hash of what was sent with that of all bytes read back. */
    REREAD,
    /**
     * The store took all of it and then, as is its way with such files, changed it: there is
     * nothing to compare with. Never a reason to delete either side.
     */
    ALTERED,
    /**
     * Nothing: whoever took it said that all is well, and cannot be asked what it has. Never a
     * reason to delete either side.
     */
    ACCEPTED,
    /** Both sides hashed, without a transfer: equal content was found there already. */
    ADOPTED,
    /** Nothing: a person said so. */
    MARKED,
    /** Nothing here: the original oeleo had recorded it. */
    INHERITED
  }
}
