package org.oeleo.ssh.sftp;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a server says of a file, as far as it says it. Immutable.
 *
 * @param size in bytes; empty as well when it does not fit a {@code long}
 * @param permissions type and permission bits, as POSIX has them
 * @param accessed whole seconds since 1970, to 2106
 * @param modified whole seconds since 1970, to 2106
 */
public record Attributes(
    OptionalLong size,
    OptionalLong permissions,
    Optional<Instant> accessed,
    Optional<Instant> modified) {
  /** What kind of thing a name stands for. */
  public enum Type {
    FILE,
    FOLDER,
    LINK,
    /** A device, a socket, a pipe. */
    OTHER,
    /** The server does not say. */
    UNKNOWN
  }

  private static final int SIZE = 0x1;
  private static final int OWNER = 0x2;
  private static final int PERMISSIONS = 0x4;
  private static final int TIMES = 0x8;
  private static final int EXTENDED = 0x80000000;
  private static final int KNOWN = SIZE | OWNER | PERMISSIONS | TIMES | EXTENDED;

  /** Where POSIX keeps the type; zero there says nothing. */
  private static final long TYPE_BITS = 0xf000;

  public Type type() {
    if (permissions.isEmpty()) {
      return Type.UNKNOWN;
    }
    return switch ((int) (permissions.getAsLong() & TYPE_BITS)) {
      case 0 -> Type.UNKNOWN;
      case 0x8000 -> Type.FILE;
      case 0x4000 -> Type.FOLDER;
      case 0xa000 -> Type.LINK;
      default -> Type.OTHER;
    };
  }

  /** Whether it says nothing at all. */
  public boolean isBlank() {
    return size.isEmpty() && permissions.isEmpty() && modified.isEmpty();
  }

  static Attributes read(Incoming from) throws ProtocolException {
    int flags = (int) from.uint32();
    if ((flags & ~KNOWN) != 0) {
      throw new ProtocolException(
          "the server sent attributes of a kind that version 3 does not have: 0x"
              + Integer.toHexString(flags));
    }
    OptionalLong size = OptionalLong.empty();
    if ((flags & SIZE) != 0) {
      long bytes = from.int64();
      size = bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
    }
    if ((flags & OWNER) != 0) {
      from.skip(2 * Integer.BYTES);
    }
    OptionalLong permissions =
        (flags & PERMISSIONS) != 0 ? OptionalLong.of(from.uint32()) : OptionalLong.empty();
    Optional<Instant> accessed = (flags & TIMES) != 0 ? time(from) : Optional.empty();
    Optional<Instant> modified = (flags & TIMES) != 0 ? time(from) : Optional.empty();
    if ((flags & EXTENDED) != 0) {
      skipExtended(from);
    }
    return new Attributes(size, permissions, accessed, modified);
  }

  private static Optional<Instant> time(Incoming from) throws ProtocolException {
    return Optional.of(Instant.ofEpochSecond(from.uint32()));
  }

  private static void skipExtended(Incoming from) throws ProtocolException {
    int pairs = from.count(2 * Integer.BYTES);
    for (int i = 0; i < pairs; i++) {
      from.skipString();
      from.skipString();
    }
  }
}
