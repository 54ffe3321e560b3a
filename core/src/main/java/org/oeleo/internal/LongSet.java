package org.oeleo.internal;

import java.util.Arrays;

/**
 * A growing set of numbers, eight bytes each, for what a {@code Set<Long>} has no room for. One
 * thread at a time.
 */
final class LongSet {
  private static final long EMPTY = 0;

  private long[] slots = new long[1024];
  private int size;
  private boolean holdsZero;

  /** Adds a number; whether it was new. */
  boolean add(long value) {
    if (value == EMPTY) {
      boolean fresh = !holdsZero;
      holdsZero = true;
      return fresh;
    }
    int slot = slotOf(slots, value);
    if (slots[slot] == value) {
      return false;
    }
    slots[slot] = value;
    size++;
    if (size > slots.length / 4 * 3) {
      grow();
    }
    return true;
  }

  boolean contains(long value) {
    return value == EMPTY ? holdsZero : slots[slotOf(slots, value)] == value;
  }

  boolean isEmpty() {
    return size == 0 && !holdsZero;
  }

  private void grow() {
    long[] larger = new long[slots.length * 2];
    Arrays.stream(slots).filter(v -> v != EMPTY).forEach(v -> larger[slotOf(larger, v)] = v);
    slots = larger;
  }

  private static int slotOf(long[] slots, long value) {
    int slot = (int) (value ^ (value >>> 32)) & (slots.length - 1);
    while (slots[slot] != EMPTY && slots[slot] != value) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }
}
