package org.oeleo.ssh.access;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A certificate that a server showed, taken apart but not judged: JSch does that. See
 * PROTOCOL.certkeys of OpenSSH. Immutable.
 *
 * @param key that it is about
 * @param authority who signed it
 */
record HostCertificate(ServerKey key, ServerKey authority) {
  private static final String SUFFIX = "-cert-v01@openssh.com";

  /**
   * SSH_MSG_KEXDH_REPLY and SSH_MSG_KEX_DH_GEX_REPLY: the first string is what the server shows.
   */
  private static final byte REPLY = 31;

  private static final byte GROUP_REPLY = 33;

  /** Serial number and sort; id, bearers; from when, until when; options, extensions, reserve. */
  private static final int SERIAL_AND_SORT = Long.BYTES + Integer.BYTES;

  private static final int VALIDITY = 2 * Long.BYTES;

  /** Finds it in the first bytes that came from a server; nothing if it showed a plain key. */
  static Optional<HostCertificate> find(byte[] beginning) {
    return Greeting.of(beginning).packets().stream()
        .map(ByteBuffer::duplicate)
        .filter(packet -> packet.hasRemaining() && isReply(packet.get()))
        .flatMap(packet -> parse(packet).stream())
        .findFirst();
  }

  private static boolean isReply(byte type) {
    return type == REPLY || type == GROUP_REPLY;
  }

  private static Optional<HostCertificate> parse(ByteBuffer reply) {
    try {
      ByteBuffer shown = ByteBuffer.wrap(string(reply));
      String type = new String(string(shown), StandardCharsets.US_ASCII);
      if (!type.endsWith(SUFFIX)) {
        return Optional.empty();
      }
      string(shown); // a number used once
      String plain = type.substring(0, type.length() - SUFFIX.length());
      ServerKey key = key(plain, shown);
      skip(shown, SERIAL_AND_SORT);
      string(shown);
      string(shown);
      skip(shown, VALIDITY);
      string(shown);
      string(shown);
      string(shown);
      return Optional.of(new HostCertificate(key, ServerKey.of(string(shown))));
    } catch (BufferUnderflowException e) {
      return Optional.empty();
    }
  }

  /** An ed25519 key is one string, the others of ours are two. */
  private static ServerKey key(String type, ByteBuffer shown) {
    ByteBuffer begin = shown.duplicate();
    string(shown);
    if (!type.equals("ssh-ed25519")) {
      string(shown);
    }
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    byte[] rest = new byte[shown.position() - begin.position()];
    begin.get(rest);
    return ServerKey.of(ByteBuffer.allocate(Integer.BYTES + name.length + rest.length)
        .putInt(name.length)
        .put(name)
        .put(rest)
        .array());
  }

  private static byte[] string(ByteBuffer from) {
    int length = from.getInt();
    if (length < 0 || length > from.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    from.get(bytes);
    return bytes;
  }

  private static void skip(ByteBuffer from, int count) {
    if (count > from.remaining()) {
      throw new BufferUnderflowException();
    }
    from.position(from.position() + count);
  }
}
