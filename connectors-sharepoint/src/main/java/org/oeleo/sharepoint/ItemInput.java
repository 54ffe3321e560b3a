package org.oeleo.sharepoint;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.oeleo.sharepoint.access.Failures;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;

/**
 * The bytes of a file as they come: as many as SharePoint lists, or a failure, and if all are read,
 * compared with its hash. One thread at a time.
 */
final class ItemInput extends InputStream {
  private final Response answer;
  private final InputStream in;
  private final RelativePath path;
  private final MessageDigest digest = new QuickXorHash();
  private final Optional<Checksum> hash;
  private long left;
  private boolean compared;

  /**
   * What is to come.
   *
   * @param passedOver bytes before those that were asked for
   * @param size of what was asked for
   * @param hash of all of it, if it is to be compared
   */
  record Expected(long passedOver, long size, Optional<Checksum> hash) {}

  /** Closing this closes the answer. */
  ItemInput(Response answer, RelativePath path, Expected expected) throws IOException {
    this.answer = answer;
    this.path = path;
    this.hash = expected.hash();
    this.left = expected.size();
    ResponseBody body = answer.body();
    this.in = body == null ? InputStream.nullInputStream() : body.byteStream();
    try {
      in.skipNBytes(expected.passedOver());
    } catch (IOException e) {
      answer.close();
      throw Failures.of(e, path);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int count = more(buffer, offset, length);
    if (count < 0) {
      requireWhole();
      return -1;
    }
    left -= count;
    if (left < 0) {
      throw new ConnectorException(
          Kind.CHANGED, Printable.name(path) + " has become longer while it was read");
    }
    if (hash.isPresent()) {
      digest.update(buffer, offset, count);
    }
    return count;
  }

  private int more(byte[] buffer, int offset, int length) throws IOException {
    try {
      return in.read(buffer, offset, length);
    } catch (IOException e) {
      throw Failures.of(e, path);
    }
  }

  /** At the end. */
  private void requireWhole() throws ConnectorException {
    if (left > 0) {
      throw new ConnectorException(
          Kind.CHANGED, Printable.name(path) + " is " + left + " bytes shorter than listed");
    }
    if (hash.isPresent() && !compared) {
      compared = true;
      Checksum found = Checksum.of(QuickXorHash.ALGORITHM, digest);
      if (!found.matches(hash.get())) {
        throw new ConnectorException(
            Kind.CORRUPTED,
            Printable.name(path) + ": what arrived is not what SharePoint lists: " + found
                + " instead of " + hash.get());
      }
    }
  }

  @Override
  public void close() {
    answer.close();
  }
}
