package org.oeleo.check;

import java.io.IOException;
import java.util.Optional;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Fingerprint;

/** Decides when a file counts as changed. Immutable; safe for many threads. */
public interface Checker {
  /**
   * What was agreed on for one side of a file: how it was listed and, if it was hashed, its hash.
   */
  record Memory(Optional<Fingerprint> listed, Optional<Checksum> checksum, Trust trust) {
    /** Of a side whose tags are not more to be trusted than its times. */
    public Memory(Optional<Fingerprint> listed, Optional<Checksum> checksum) {
      this(listed, checksum, Trust.TIMES);
    }

    /** Whether how the file is listed proves that nothing happened to its content. */
    private boolean vouchesFor(FileEntry now) {
      return listed.filter(f -> isSame(f, now)).isPresent();
    }

    private boolean isSame(Fingerprint then, FileEntry now) {
      return switch (trust) {
        case TIMES -> then.isReliable() && then.matches(now);
        case TAGS ->
          then.tag().isPresent() && then.tag().equals(now.tag()) && then.size() == now.size();
      };
    }
  }

  /** What of a listing tells one content from another. */
  enum Trust {
    /** Size, time and tag together, unless the file was young when it was looked at. */
    TIMES,
    /** The tag alone; see {@link org.oeleo.spi.Capability#CONTENT_TAGS}. */
    TAGS
  }

  /**
   * The answer where it needs no reading; empty where {@link #compare} has to look at the content.
   */
  Optional<Change> glance(FileEntry now, Memory memory);

  /** Whether no edit at all counts for it. */
  default boolean isBlindToEdits() {
    return false;
  }

  /**
   * The answer, at the price of reading the file if need be.
   *
   * @throws IOException what {@code hashing} throws
   */
  default Change compare(FileEntry now, Memory memory, Hashing hashing) throws IOException {
    Optional<Change> glance = glance(now, memory);
    if (glance.isPresent()) {
      return glance.get();
    }
    // Whoever needs to look has a checksum to look for: without one, glance has the last word.
    Checksum agreed = memory.checksum().orElseThrow();
    return hashing.of(agreed.algorithm()).matches(agreed) ? Change.TOUCHED : Change.CHANGED;
  }

  /**
   * By content. Size, time and tag as remembered count as proof, unless the file was so young when
   * it was looked at that an edit in the same tick of the clock could hide.
   */
  static Checker checksum() {
    return (now, memory) ->
        memory.vouchesFor(now) ? Optional.of(Change.SAME) : byContent(now, memory);
  }

  /**
   * By content, found out anew in every pass, whatever size and time say: by reading, or from a
   * store that names the hash itself.
   */
  static Checker reread() {
    return Checker::byContent;
  }

  private static Optional<Change> byContent(FileEntry now, Memory memory) {
    boolean resized = memory.listed().filter(f -> f.size() != now.size()).isPresent();
    if (memory.checksum().isPresent() && !resized) {
      return Optional.empty();
    }
    boolean same = memory.listed().filter(f -> f.matches(now)).isPresent();
    return Optional.of(same ? Change.SAME : Change.CHANGED);
  }

  /**
   * By size and modified time only; for trees too large to read. A row without them goes by
   * content.
   */
  static Checker sizeAndTime() {
    return (now, memory) -> {
      if (memory.listed().isEmpty()) {
        return byContent(now, memory);
      }
      Fingerprint then = memory.listed().get();
      boolean same = then.size() == now.size() && then.modified().equals(now.modified());
      return Optional.of(same ? Change.SAME : Change.CHANGED);
    };
  }

  /** A file once agreed on never counts as changed. */
  static Checker presence() {
    return new Checker() {
      @Override
      public Optional<Change> glance(FileEntry now, Memory memory) {
        return Optional.of(Change.SAME);
      }

      @Override
      public boolean isBlindToEdits() {
        return true;
      }
    };
  }
}
