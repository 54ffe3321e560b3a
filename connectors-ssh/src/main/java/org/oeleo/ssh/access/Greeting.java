package org.oeleo.ssh.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server says in clear: its version, then packets until the keys are in use. See RFC 4253,
 * sections 4.2 and 6. Immutable.
 *
 * @param packets what is in them, as far as they came, each from its type on
 */
record Greeting(List<ByteBuffer> packets) {
  Greeting {
    packets = List.copyOf(packets);
  }

  /** Reads the first bytes that came from a server. */
  static Greeting of(byte[] beginning) {
    String text = new String(beginning, StandardCharsets.ISO_8859_1);
    int version = text.startsWith("SSH-") ? 0 : text.indexOf("\nSSH-") + 1;
    int start = text.indexOf('\n', version) + 1;
    if (!text.startsWith("SSH-", version) || start == 0) {
      return new Greeting(List.of());
    }
    return new Greeting(packets(ByteBuffer.wrap(beginning, start, beginning.length - start)));
  }

  private static List<ByteBuffer> packets(ByteBuffer bytes) {
    List<ByteBuffer> packets = new ArrayList<>();
    while (bytes.remaining() > Integer.BYTES) {
      int length = bytes.getInt();
      if (length < 2 || length > bytes.remaining()) {
        return packets;
      }
      ByteBuffer packet = bytes.slice(bytes.position(), length);
      int padding = packet.get() & 0xff;
      if (padding >= packet.remaining()) {
        return packets;
      }
      packets.add(packet.slice(1, packet.remaining() - padding).asReadOnlyBuffer());
      bytes.position(bytes.position() + length);
    }
    return packets;
  }
}
