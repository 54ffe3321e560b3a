package org.oeleo.s3;

import java.io.IOException;
import java.io.InputStream;
import org.oeleo.s3.access.Checksums;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reads objects as they are stored, packed or not. Safe for many threads. */
final class Reading {
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final Bucket bucket;

  Reading(Bucket bucket) {
    this.bucket = bucket;
  }

  InputStream read(RelativePath path, long offset) throws IOException {
    GetObjectRequest.Builder request =
        GetObjectRequest.builder().bucket(bucket.name()).key(bucket.key(path));
    if (offset > 0) {
      request.range("bytes=" + offset + "-");
    } else if (bucket.checksums() == Checksums.WHEN_SUPPORTED) {
      request.checksumMode(ChecksumMode.ENABLED);
    }
    return bucket.at(path, client -> {
      try {
        ResponseInputStream<GetObjectResponse> in =
            client.getObject(request.build(), ResponseTransformer.toInputStream());
        return new ObjectInput(bucket, path, beginning(in, path, offset));
      } catch (S3Exception e) {
        if (e.statusCode() == RANGE_NOT_SATISFIABLE) {
          return InputStream.nullInputStream();
        }
        throw e;
      }
    });
  }

  /** A store or a proxy may not know ranges, and begins at the beginning. */
  private static ResponseInputStream<GetObjectResponse> beginning(
      ResponseInputStream<GetObjectResponse> in, RelativePath path, long offset)
      throws ConnectorException {
    String range = in.response().contentRange();
    if (offset > 0 && (range == null || !range.startsWith("bytes " + offset + "-"))) {
      in.abort();
      throw new ConnectorException(
          Kind.UNSUPPORTED, "the store gives " + Printable.name(path) + " only from its beginning");
    }
    return in;
  }
}
