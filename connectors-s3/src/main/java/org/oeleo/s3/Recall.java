package org.oeleo.s3;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.oeleo.s3.access.Checksums;
import org.oeleo.spi.Content;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Part;

/**
 * Reads again what an earlier process has sent, to see whether the store has just that. One thread.
 */
final class Recall implements Content.Passed {
  private final Layout layout;
  private final int parts;
  private final Checksums checksums;
  private final MessageDigest whole;
  private final MessageDigest part;
  private final List<Seal> seals = new ArrayList<>();
  private long left;

  /** Of the first {@code parts} parts. */
  Recall(Layout layout, int parts, Checksums checksums) {
    this.layout = layout;
    this.parts = parts;
    this.checksums = checksums;
    this.whole = Seal.digest(checksums);
    this.part = Seal.digest(checksums);
    this.left = parts > 0 ? layout.length(1) : 0;
  }

  /** The bytes behind these parts, which are read on the way. */
  InputStream open(Content content) throws IOException {
    long bytes = 0;
    for (int number = 1; number <= parts; number++) {
      bytes += layout.length(number);
    }
    return content.open(bytes, this);
  }

  @Override
  public void take(byte[] bytes, int offset, int length) {
    whole.update(bytes, offset, length);
    int from = offset;
    int rest = length;
    while (rest > 0) {
      int count = (int) Math.min(left, rest);
      part.update(bytes, from, count);
      from += count;
      rest -= count;
      left -= count;
      if (left == 0) {
        seals.add(Seal.of(checksums, part));
        left = seals.size() < parts ? layout.length(seals.size() + 1) : 0;
      }
    }
  }

  int parts() {
    return parts;
  }

  /** The hash of everything so far; what is read behind it is added to it. */
  MessageDigest whole() {
    return whole;
  }

  /** How many of the parts, from the first on, are what the store has. */
  int same(Map<Integer, Part> there) {
    int same = 0;
    while (same < parts && isSame(there, same + 1)) {
      same++;
    }
    return same;
  }

  private boolean isSame(Map<Integer, Part> there, int number) {
    Part known = there.get(number);
    return known != null && seals.get(number - 1).isThatOf(known.checksumCRC32C(), known.eTag());
  }

  /** The parts as the store wants to hear of them in the end. */
  List<CompletedPart> completed(Map<Integer, Part> there) {
    List<CompletedPart> completed = new ArrayList<>();
    for (int number = 1; number <= parts; number++) {
      Part known = there.get(number);
      if (known != null) {
        completed.add(Uploads.part(number, known.eTag(), seals.get(number - 1)));
      }
    }
    return completed;
  }
}
