package org.oeleo.ssh.sftp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One message to the server, in one array from its length to its last byte. One thread at a time.
 */
final class Outgoing {
  private static final int TYPE = Integer.BYTES;
  private static final int ID = TYPE + 1;
  private static final int HEADER = ID + Integer.BYTES;

  private static final int TIMES = 0x8;

  private final Verb verb;
  private byte[] bytes;
  private int end = HEADER;

  private Outgoing(Verb verb, int room) {
    this.verb = verb;
    this.bytes = new byte[HEADER + room];
    bytes[TYPE] = (byte) verb.number();
  }

  static Outgoing of(Verb verb, int room) {
    return new Outgoing(verb, room);
  }

  /** The one message that has a version in the place of its number. */
  static Outgoing greeting(int version) {
    Outgoing hello = of(Verb.INIT, 0);
    hello.seal(version);
    return hello;
  }

  /** A request whose first word is a path or handle. */
  static Outgoing on(Verb verb, byte[] subject) {
    return of(verb, subject.length + 64).string(subject);
  }

  static Outgoing extended(Verb verb, Extension extension) {
    return of(verb, 256).string(extension.id().getBytes(StandardCharsets.US_ASCII));
  }

  Verb verb() {
    return verb;
  }

  int length() {
    return end;
  }

  /** Forgets everything behind {@code length}. */
  void cut(int length) {
    end = length;
  }

  Outgoing int32(int number) {
    ensure(Integer.BYTES);
    put(end, number);
    end += Integer.BYTES;
    return this;
  }

  Outgoing int64(long number) {
    return int32((int) (number >>> 32)).int32((int) number);
  }

  /** Attributes that say nothing but the times. */
  Outgoing times(Times times) {
    return int32(TIMES).int32((int) times.accessed().getEpochSecond()).int32((int)
        times.modified().getEpochSecond());
  }

  Outgoing string(byte[] text) {
    return int32(text.length).bytes(text, 0, text.length);
  }

  Outgoing bytes(byte[] from, int offset, int length) {
    ensure(length);
    System.arraycopy(from, offset, bytes, end, length);
    end += length;
    return this;
  }

  /** Writes over four bytes that are there already. */
  void put(int at, int number) {
    bytes[at] = (byte) (number >>> 24);
    bytes[at + 1] = (byte) (number >>> 16);
    bytes[at + 2] = (byte) (number >>> 8);
    bytes[at + 3] = (byte) number;
  }

  private void ensure(int more) {
    if (bytes.length - end < more) {
      bytes = Arrays.copyOf(bytes, Math.max(end + more, bytes.length * 2));
    }
  }

  void seal(int id) {
    put(0, end - Integer.BYTES);
    put(ID, id);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, end);
  }
}
