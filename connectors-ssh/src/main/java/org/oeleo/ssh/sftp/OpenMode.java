package org.oeleo.ssh.sftp;

import java.util.Set;

/** How a file is opened. Immutable. */
public enum OpenMode {
  READ(0x01),
  WRITE(0x02),
  CREATE(0x08),
  TRUNCATE(0x10),

  /** With CREATE: fails if the name is taken, by a link as well. */
  EXCLUSIVE(0x20);

  private final int bit;

  OpenMode(int bit) {
    this.bit = bit;
  }

  static int bits(Set<OpenMode> modes) {
    int bits = 0;
    for (OpenMode mode : modes) {
      bits |= mode.bit;
    }
    return bits;
  }
}
