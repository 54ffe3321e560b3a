package org.oeleo.examples.webdav;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.Kind;

/** The body of a PUT: content read on the caller's thread, sent on the client's. One use. */
final class Upload implements BodyPublisher {
  private static final int PART = 64 * 1024;

  private final SubmissionPublisher<ByteBuffer> parts =
      new SubmissionPublisher<>(ForkJoinPool.commonPool(), 8);
  private final CompletableFuture<Boolean> wanted = new CompletableFuture<>();
  private final DavServer server;
  private final Content content;

  Upload(DavServer server, Content content) {
    this.server = server;
    this.content = content;
  }

  @Override
  public long contentLength() {
    return content.size();
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> client) {
    parts.subscribe(client);
    wanted.complete(true);
  }

  /**
   * Reads one part ahead of what it sends: of a source that turns out longer or shorter than it
   * said, the server never gets the end, and so keeps the old file.
   */
  HttpResponse<byte[]> to(URI place) throws IOException {
    try (InputStream in = content.open(0)) {
      byte[] part = read(in, content.size());
      var answer = server.send(server.request(place, "PUT", this).build());
      try {
        send(part, in, answer);
        parts.close();
        return server.await(answer);
      } finally {
        answer.cancel(true);
      }
    }
  }

  private byte[] read(InputStream in, long left) throws IOException {
    byte[] part = in.readNBytes(PART);
    if (part.length > left || part.length < Math.min(left, PART)) {
      throw new ConnectorException(Kind.CHANGED, "the source is not as long as it said");
    }
    return part;
  }

  private void send(byte[] first, InputStream in, CompletableFuture<?> answer) throws IOException {
    if (first.length > 0) {
      server.await(CompletableFuture.anyOf(wanted, answer));
    }
    byte[] part = first;
    // An answer before the end is a refusal: the rest need not be read.
    for (long left = content.size(); left > 0 && !answer.isDone(); ) {
      left -= part.length;
      byte[] next = read(in, left);
      long patience = server.patience().toMillis();
      int taken = parts.offer(
          ByteBuffer.wrap(part), patience, TimeUnit.MILLISECONDS, (client, dropped) -> false);
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted while sending");
      }
      if (taken < 0 && !answer.isDone()) {
        throw new ConnectorException(Kind.UNREACHABLE, server.name() + " takes no more");
      }
      part = next;
    }
  }
}
