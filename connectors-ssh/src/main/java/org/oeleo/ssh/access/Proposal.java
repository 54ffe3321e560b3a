package org.oeleo.ssh.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oeleo.spi.Printable;

/**
 * Which algorithms a server proposes, from its SSH_MSG_KEXINIT, which is sent in the clear (RFC
 * 4253, 7.1). Immutable.
 */
record Proposal(List<List<String>> lists) {
  private static final int KEXINIT = 20;
  private static final int COOKIE = 16;
  private static final int LISTS = 8;
  private static final List<String> NAMES = List.of(
      "key exchange",
      "host key",
      "cipher to the server",
      "cipher from the server",
      "MAC to the server",
      "MAC from the server",
      "compression to the server",
      "compression from the server");

  /** Finds it in the first bytes that came from a server. */
  static Optional<Proposal> find(byte[] beginning) {
    return Greeting.of(beginning).packets().stream().findFirst().flatMap(Proposal::parse);
  }

  private static Optional<Proposal> parse(ByteBuffer first) {
    ByteBuffer packet = first.duplicate();
    if (packet.remaining() < 1 + COOKIE || packet.get() != KEXINIT) {
      return Optional.empty();
    }
    packet.position(packet.position() + COOKIE);
    List<List<String>> lists = new ArrayList<>();
    while (lists.size() < LISTS) {
      int length = packet.remaining() < Integer.BYTES ? -1 : packet.getInt();
      if (length < 0 || length > packet.remaining()) {
        return Optional.empty();
      }
      byte[] names = new byte[length];
      packet.get(names);
      lists.add(List.of(new String(names, StandardCharsets.US_ASCII).split(",")));
    }
    return Optional.of(new Proposal(lists));
  }

  /** The algorithms of its host keys. */
  List<String> hostKeys() {
    return lists.get(1);
  }

  /** One line each, for a person. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < LISTS; i++) {
      lines.add("the server proposes as " + NAMES.get(i) + ": "
          + Printable.name(String.join(", ", lists.get(i))));
    }
    return lines;
  }
}
