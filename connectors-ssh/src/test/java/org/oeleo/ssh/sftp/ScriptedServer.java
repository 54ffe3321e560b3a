package org.oeleo.ssh.sftp;

import java.io.DataInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server in the test's own process that says whatever the test wants. */
final class ScriptedServer implements Wire {
  /** One request; the body is what follows its number. */
  record Request(int type, int id, ByteBuffer body) {
    byte[] string() {
      byte[] text = new byte[body.getInt()];
      body.get(text);
      return text;
    }
  }

  /** What is done with each request, on the server's thread. */
  interface Script {
    void take(Request request, ScriptedServer server) throws IOException;
  }

  static final int INIT = 1;

  private final Pipe up = new Pipe(64 * 1024);
  private final Pipe down = new Pipe(64 * 1024);
  final AtomicInteger requests = new AtomicInteger();
  final AtomicInteger flushes = new AtomicInteger();

  private ScriptedServer() {}

  /** Greets as it should, and offers {@code extensions}; then the script. */
  static ScriptedServer greeting(Script script, Extension... extensions) {
    Message version = Message.of(2).int32(3);
    for (Extension extension : extensions) {
      version.text(extension.id()).text(extension.version());
    }
    return raw((request, server) -> {
      if (request.type() == INIT) {
        server.say(version);
      } else {
        server.requests.incrementAndGet();
        script.take(request, server);
      }
    });
  }

  /** The script greets as well. */
  static ScriptedServer raw(Script script) {
    ScriptedServer server = new ScriptedServer();
    Thread thread = new Thread(() -> server.serve(script), "scripted-server");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  private void serve(Script script) {
    try (DataInputStream in = new DataInputStream(up.input)) {
      while (true) {
        byte[] packet = new byte[in.readInt()];
        in.readFully(packet);
        ByteBuffer bytes = ByteBuffer.wrap(packet);
        script.take(new Request(bytes.get(), bytes.getInt(), bytes), this);
      }
    } catch (IOException gone) {
      down.close();
    }
  }

  void say(Message message) throws IOException {
    say(message.packet());
  }

  void say(byte[] bytes) throws IOException {
    down.output.write(bytes);
  }

  void status(Request request, int code) throws IOException {
    say(Message.of(101).int32(request.id()).int32(code).text("").text(""));
  }

  void handle(Request request, String handle) throws IOException {
    say(Message.of(102).int32(request.id()).text(handle));
  }

  /** As a connection breaks. */
  void hangUp() {
    down.close();
  }

  @Override
  public InputStream input() {
    return down.input;
  }

  @Override
  public OutputStream output() {
    return new FilterOutputStream(up.output) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException("as the pipes of the JDK do");
        }
        out.write(bytes, offset, length);
      }

      @Override
      public void flush() {
        flushes.incrementAndGet();
      }
    };
  }

  @Override
  public void close() {
    up.close();
    down.close();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
