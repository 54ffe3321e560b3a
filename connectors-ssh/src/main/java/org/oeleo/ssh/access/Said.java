package org.oeleo.ssh.access;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * What goes out on a line, watched for the packet that begins the use of new keys. JSch sends it as
 * soon as it has recognised the server, by key or certificate, and never before; what follows is
 * encrypted. Written by one thread at a time, asked by any.
 */
final class Said extends FilterOutputStream {
  /** SSH_MSG_NEWKEYS, see RFC 4253, section 7.3. */
  private static final int NEW_KEYS = 21;

  /** A packet begins with its length, the length of its padding, and its type. */
  private static final int TYPE = Integer.BYTES + 1;

  private volatile boolean newKeys;
  private volatile boolean stops;

  Said(OutputStream output) {
    super(output);
  }

  /** Whether the server has been recognised. */
  boolean hasNewKeys() {
    return newKeys;
  }

  /** Lets nothing out any more as soon as the server is recognised. */
  void stopAtNewKeys() {
    stops = true;
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    newKeys = newKeys || beginsNewKeys(ByteBuffer.wrap(bytes, from, count).slice());
    if (newKeys && stops) {
      throw new IOException("the server was only to be looked at");
    }
    out.write(bytes, from, count);
  }

  /** JSch writes each packet at once. */
  private static boolean beginsNewKeys(ByteBuffer packet) {
    return packet.remaining() > TYPE
        && packet.getInt(0) == packet.remaining() - Integer.BYTES
        && packet.get(TYPE) == NEW_KEYS;
  }
}
