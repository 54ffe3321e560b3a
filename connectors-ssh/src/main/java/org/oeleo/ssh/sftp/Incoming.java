package org.oeleo.ssh.sftp;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** One message of the server, read from front to back. One thread at a time. */
final class Incoming {
  private final int type;
  private final byte[] bytes;
  private int at;

  /** @param bytes everything behind the type; becomes this object's own */
  Incoming(int type, byte[] bytes) {
    this.type = type;
    this.bytes = bytes;
  }

  int type() {
    return type;
  }

  int remaining() {
    return bytes.length - at;
  }

  void skip(int count) throws ProtocolException {
    if (count > remaining()) {
      throw new ProtocolException("the server sent a message that is shorter than it says");
    }
    at += count;
  }

  long uint32() throws ProtocolException {
    return int32() & 0xffffffffL;
  }

  int int32() throws ProtocolException {
    int from = at;
    skip(Integer.BYTES);
    return (bytes[from] << 24)
        | ((bytes[from + 1] & 0xff) << 16)
        | ((bytes[from + 2] & 0xff) << 8)
        | (bytes[from + 3] & 0xff);
  }

  long int64() throws ProtocolException {
    return (uint32() << 32) | uint32();
  }

  byte[] string() throws ProtocolException {
    int length = length();
    skip(length);
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  /** Like {@link #string}, but the bytes stay where they are. */
  ByteBuffer data() throws ProtocolException {
    int length = length();
    skip(length);
    return ByteBuffer.wrap(bytes, at - length, length);
  }

  void skipString() throws ProtocolException {
    skip(length());
  }

  private int length() throws ProtocolException {
    long length = uint32();
    if (length > remaining()) {
      throw new ProtocolException(
          "the server sent a text of " + length + " bytes in a message of " + bytes.length);
    }
    return (int) length;
  }

  /** A number of things of which each takes at least {@code each} bytes of what is left. */
  int count(int each) throws ProtocolException {
    long count = uint32();
    if (count > remaining() / each) {
      throw new ProtocolException(
          "the server announced " + count + " entries in a message of " + bytes.length + " bytes");
    }
    return (int) count;
  }
}
