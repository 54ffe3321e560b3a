package org.oeleo.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The bytes of an object on their way here: all that were announced, or a failure. One thread. */
final class ObjectInput extends InputStream {
  private static final long LITTLE = 128 * 1024;
  private static final long UNKNOWN = -1;

  private final Bucket bucket;
  private final RelativePath path;
  private final ResponseInputStream<GetObjectResponse> in;
  private long missing;

  ObjectInput(Bucket bucket, RelativePath path, ResponseInputStream<GetObjectResponse> in) {
    this.bucket = bucket;
    this.path = path;
    this.in = in;
    this.missing = Optional.ofNullable(in.response().contentLength()).orElse(UNKNOWN);
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
    int count = next(buffer, offset, length);
    if (count < 0 && missing > 0) {
      throw new ConnectorException(
          Kind.UNREACHABLE,
          Printable.name(path) + " broke off " + missing + " bytes before its end");
    }
    if (missing != UNKNOWN) {
      missing -= Math.max(count, 0);
    }
    return count;
  }

  private int next(byte[] buffer, int offset, int length) throws IOException {
    try {
      return in.read(buffer, offset, length);
    } catch (AbortedException e) {
      throw bucket.classified(e, path);
    } catch (SdkClientException e) {
      if (missing == 0) {
        // All of it came; what is left to go wrong is the comparison with the store's checksum.
        throw new ConnectorException(
            Kind.CORRUPTED, Printable.name(path) + " is not what the store's checksum says", e);
      }
      throw bucket.classified(e, path);
    } catch (ConnectorException e) {
      throw e;
    } catch (IOException e) {
      throw new ConnectorException(
          Kind.UNREACHABLE, "the connection broke while reading " + Printable.name(path), e);
    }
  }

  /** A little that is left is passed over, so that the connection can be used again. */
  @Override
  public void close() {
    if (missing > LITTLE || missing == UNKNOWN) {
      in.abort();
      return;
    }
    try {
      in.close();
    } catch (IOException e) {
      in.abort();
    }
  }
}
