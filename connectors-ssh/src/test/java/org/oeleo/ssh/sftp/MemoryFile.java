package org.oeleo.ssh.sftp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** A server with one file, and moods. */
final class MemoryFile implements ScriptedServer.Script {
  private final int longestRead;
  private byte[] bytes = {};

  /** What was asked for. */
  final AtomicInteger reads = new AtomicInteger();

  final AtomicInteger writes = new AtomicInteger();

  /** The write that is refused, counted from 1; later ones are taken. */
  volatile int refused = -1;

  MemoryFile() {
    this(Integer.MAX_VALUE);
  }

  /** @param longestRead more than that is never sent, whatever is asked for */
  MemoryFile(int longestRead) {
    this.longestRead = longestRead;
  }

  synchronized byte[] bytes() {
    return bytes.clone();
  }

  synchronized void bytes(byte[] now) {
    bytes = now.clone();
  }

  @Override
  public synchronized void take(ScriptedServer.Request request, ScriptedServer server)
      throws IOException {
    if (request.type() == Verb.READ.number()) {
      read(request, server);
    } else if (request.type() == Verb.WRITE.number()) {
      write(request, server);
    } else {
      server.status(request, 0);
    }
  }

  private void read(ScriptedServer.Request request, ScriptedServer server) throws IOException {
    reads.incrementAndGet();
    request.string();
    long offset = request.body().getLong();
    int length = Math.min(longestRead, request.body().getInt());
    if (offset >= bytes.length) {
      server.status(request, 1);
    } else {
      int end = (int) Math.min(bytes.length, offset + length);
      byte[] part = Arrays.copyOfRange(bytes, (int) offset, end);
      server.say(Message.of(103).int32(request.id()).string(part));
    }
  }

  private void write(ScriptedServer.Request request, ScriptedServer server) throws IOException {
    request.string();
    int offset = (int) request.body().getLong();
    ByteBuffer part = ByteBuffer.wrap(request.string());
    if (writes.incrementAndGet() == refused) {
      server.status(request, 14);
      return;
    }
    bytes = Arrays.copyOf(bytes, Math.max(bytes.length, offset + part.remaining()));
    part.get(bytes, offset, part.remaining());
    server.status(request, 0);
  }
}
