package org.oeleo.examples.webdav;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;

/**
 * A file read in pieces, each by a request of its own: nothing stays open in between, and a server
 * that falls silent is noticed. One thread at a time.
 */
final class Download extends InputStream {
  private static final int PIECE = 1024 * 1024;

  private final DavServer server;
  private final URI place;
  private final FileEntry file;
  private long position;
  private ByteBuffer piece = ByteBuffer.allocate(0);

  Download(DavServer server, URI place, FileEntry file, long offset) {
    this.server = server;
    this.place = place;
    this.file = file;
    this.position = offset;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int start, int length) throws IOException {
    if (!piece.hasRemaining() && position < file.size()) {
      piece = ByteBuffer.wrap(next());
    }
    int count = Math.min(length, piece.remaining());
    piece.get(buffer, start, count);
    return count == 0 && length > 0 ? -1 : count;
  }

  private byte[] next() throws IOException {
    long end = Math.min(position + PIECE, file.size());
    var request = server
        .request(place, "GET", BodyPublishers.noBody())
        .header("Range", "bytes=" + position + "-" + (end - 1))
        .build();
    HttpResponse<byte[]> answer = server.await(server.send(request));
    if (answer.statusCode() == 200) {
      throw new ConnectorException(Kind.UNSUPPORTED, server.name() + " gives no parts of files");
    }
    if (answer.statusCode() != 206) {
      throw DavServer.refusal(answer, file.path());
    }
    String range = "bytes " + position + "-" + (end - 1) + "/" + file.size();
    Optional<String> tag = answer.headers().firstValue("ETag").map(Resource::strong);
    boolean same = answer.headers().firstValue("Content-Range").equals(Optional.of(range))
        && answer.body().length == end - position
        && (tag.isEmpty() || file.tag().isEmpty() || tag.equals(file.tag()));
    if (!same) {
      throw new ConnectorException(
          Kind.CHANGED, Printable.name(file.path()) + " changed while it was read");
    }
    position = end;
    return answer.body();
  }
}
