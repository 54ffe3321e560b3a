package org.oeleo.ssh.sftp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A message of a server, true or false. */
final class Message {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  static Message of(int type) {
    Message message = new Message();
    message.bytes.write(type);
    return message;
  }

  Message int32(int number) {
    return raw(ByteBuffer.allocate(4).putInt(number).array());
  }

  Message int64(long number) {
    return raw(ByteBuffer.allocate(8).putLong(number).array());
  }

  Message text(String text) {
    return string(text.getBytes(StandardCharsets.UTF_8));
  }

  Message string(byte[] text) {
    return int32(text.length).raw(text);
  }

  Message raw(byte[] more) {
    bytes.writeBytes(more);
    return this;
  }

  /** With its length in front. */
  byte[] packet() {
    return ByteBuffer.allocate(4 + bytes.size())
        .putInt(bytes.size())
        .put(bytes.toByteArray())
        .array();
  }
}
