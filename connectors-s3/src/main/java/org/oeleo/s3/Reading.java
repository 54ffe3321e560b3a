package org.oeleo.s3;

import java.io.IOException;
import java.io.InputStream;
import org.oeleo.s3.access.Checksums;
import org.oeleo.spi.RelativePath;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
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
        return new ObjectInput(
            bucket, path, client.getObject(request.build(), ResponseTransformer.toInputStream()));
      } catch (S3Exception e) {
        if (e.statusCode() == RANGE_NOT_SATISFIABLE) {
          return InputStream.nullInputStream();
        }
        throw e;
      }
    });
  }
}
