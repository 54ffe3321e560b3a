package org.oeleo.ssh.sftp;

/** One entry of a folder, as the server names it: any bytes at all. Immutable. */
public final class Name {
  private final byte[] name;
  private final Attributes attributes;

  Name(byte[] name, Attributes attributes) {
    this.name = name;
    this.attributes = attributes;
  }

  /** The bytes themselves, not a copy: not to be changed. */
  public byte[] name() {
    return name;
  }

  public Attributes attributes() {
    return attributes;
  }

  /** Whether this is the folder itself or the one above it. */
  boolean isDots() {
    return (name.length == 1 && name[0] == '.')
        || (name.length == 2 && name[0] == '.' && name[1] == '.');
  }
}
