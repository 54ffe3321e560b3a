package org.oeleo.s3;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Part;

/**
 * Sends a file in parts, and goes on with those an earlier process sent. Nothing is published
 * before all of it has been read. Safe for many threads.
 */
final class InParts {
  /** After these, the same content will never be asked for again. */
  private static final Set<Kind> FINAL =
      EnumSet.of(Kind.CHANGED, Kind.NOT_FOUND, Kind.REJECTED, Kind.INVALID_NAME, Kind.UNSUPPORTED);

  private final Bucket bucket;
  private final Uploads uploads;
  private final Buffers buffers;
  private final Tuning tuning;
  private final Executor threads;

  InParts(Bucket bucket, Buffers buffers, Tuning tuning, Executor threads) {
    this.bucket = bucket;
    this.uploads = new Uploads(bucket);
    this.buffers = buffers;
    this.tuning = tuning;
    this.threads = threads;
  }

  FileEntry write(RelativePath path, Content content, Conditions conditions) throws IOException {
    Layout layout = Layout.of(content.size(), tuning.part());
    layout.requireRoom(buffers);
    Optional<UploadToken> earlier = earlier(path, content, layout);
    if (earlier.isPresent()) {
      UploadToken token = earlier.get();
      Optional<Map<Integer, Part>> there = uploads.parts(path, token);
      if (there.isPresent()) {
        return send(new Job(path, content, conditions, token), there.get());
      }
      Optional<Uploads.Finished> finished = uploads.finished(path, token);
      if (finished.isPresent() && isOf(content, finished.get(), token)) {
        return finished.get().entry();
      }
    }
    UploadToken token = uploads.begin(path, content, layout);
    content.keepResumeToken(token.toJson());
    return send(new Job(path, content, conditions, token), Map.of());
  }

  /** Whether what an earlier write made one object of is this very content. */
  private boolean isOf(Content content, Uploads.Finished finished, UploadToken token)
      throws IOException {
    Recall recall = new Recall(token.layout(), token.layout().count(), bucket.checksums());
    try (InputStream in = recall.open(content)) {
      WholeFile.requireEnd(in);
    }
    Optional<String> whole =
        Optional.of(Seal.of(bucket.checksums(), recall.whole()).sum());
    // What the store says counts; one that says nothing was given what the token says.
    return finished.whole().or(token::whole).equals(whole);
  }

  /** The upload of this token will not be continued. */
  void giveUp(RelativePath path, String token) {
    UploadToken.parse(token).ifPresent(known -> uploads.abort(path, known));
  }

  private record Job(RelativePath path, Content content, Conditions conditions, UploadToken token) {
    Layout layout() {
      return token.layout();
    }
  }

  /** The upload an earlier write began, if it is for this; what is cut differently is given up. */
  private Optional<UploadToken> earlier(RelativePath path, Content content, Layout layout)
      throws IOException {
    Optional<UploadToken> token = content.resumeToken().flatMap(UploadToken::parse);
    if (token.isEmpty()) {
      return token;
    }
    boolean fits =
        token.get().key().equals(bucket.key(path)) && token.get().layout().equals(layout);
    if (!fits) {
      uploads.abort(path, token.get());
    }
    return fits ? token : Optional.empty();
  }

  private FileEntry send(Job job, Map<Integer, Part> there) throws IOException {
    PartsUnderWay parts = new PartsUnderWay(
        threads,
        tuning.partsAtOnce(),
        (number, ready) -> uploads.send(job.path, job.token, number, ready));
    try {
      Seal whole = read(job, there, parts);
      List<CompletedPart> sent = parts.await();
      job.content.keepResumeToken(job.token.with(whole).toJson());
      requireExpected(job);
      uploads.complete(job.path, job.token, new Uploads.Completion(sent, whole, job.conditions));
    } catch (IOException e) {
      parts.settle();
      if (FINAL.contains(ConnectorException.kindOf(e))) {
        uploads.abort(job.path, job.token);
      }
      throw e;
    } catch (RuntimeException | Error e) {
      parts.settle();
      throw e;
    }
    return uploads
        .finished(job.path, job.token)
        .orElseThrow(() -> overtaken(job.path))
        .entry();
  }

  /** Where the store does not compare by itself: parts may have taken hours to arrive. */
  private void requireExpected(Job job) throws IOException {
    Conditions wanted = Conditions.of(job.content);
    if (wanted.equals(job.conditions)) {
      return;
    }
    Optional<String> there = bucket.head(job.path).flatMap(head -> Entries.tag(head.eTag()));
    if (!there.map(tag -> '"' + tag + '"').equals(wanted.ifMatch())) {
      throw new ConnectorException(
          Kind.CHANGED, Printable.name(job.path) + " was changed there while it was sent");
    }
  }

  /** Gives every part that is missing; the hash of the whole. */
  private Seal read(Job job, Map<Integer, Part> there, PartsUnderWay parts) throws IOException {
    int claimed = inARow(job.layout(), there);
    Recall recall = new Recall(job.layout(), claimed, bucket.checksums());
    try (InputStream in = recall.open(job.content)) {
      if (recall.same(there) == claimed) {
        return read(job, new Remainder(in, recall, there), parts);
      }
    }
    // Some of it is something else: only what comes before that is believed.
    Recall shorter = new Recall(job.layout(), recall.same(there), bucket.checksums());
    try (InputStream in = shorter.open(job.content)) {
      if (shorter.same(there) < shorter.parts()) {
        throw new ConnectorException(
            Kind.CHANGED, Printable.name(job.path) + " changed while it was read again");
      }
      return read(job, new Remainder(in, shorter, there), parts);
    }
  }

  /** How many parts are there without a gap; by parallel sending, others may be there behind it. */
  private static int inARow(Layout layout, Map<Integer, Part> there) {
    int count = 0;
    while (count < layout.count() && isThere(layout, there, count + 1)) {
      count++;
    }
    return count;
  }

  private static boolean isThere(Layout layout, Map<Integer, Part> there, int number) {
    Part part = there.get(number);
    return part != null && part.size() != null && part.size() == layout.length(number);
  }

  /** What is still to be read, behind the parts that were recalled. */
  private record Remainder(InputStream in, Recall recall, Map<Integer, Part> there) {}

  private Seal read(Job job, Remainder rest, PartsUnderWay parts) throws IOException {
    Recall recall = rest.recall;
    recall.completed(rest.there).forEach(parts::isThere);
    for (int number = recall.parts() + 1; number <= job.layout().count(); number++) {
      parts.send(number, nextPart(rest.in, job.layout().length(number), recall.whole()));
    }
    WholeFile.requireEnd(rest.in);
    return Seal.of(bucket.checksums(), recall.whole());
  }

  private Sealed nextPart(InputStream in, long length, MessageDigest whole) throws IOException {
    Buffer buffer = buffers.take(Math.toIntExact(length));
    try {
      buffer.fill(in);
      buffer.addTo(whole);
      return new Sealed(buffer, Seal.of(bucket.checksums(), buffer));
    } catch (IOException | RuntimeException | Error e) {
      buffer.close();
      throw e;
    }
  }

  private static ConnectorException overtaken(RelativePath path) {
    return new ConnectorException(
        Kind.CHANGED,
        Printable.name(path) + " was replaced by somebody right after it was written");
  }
}
