package org.oeleo.sharepoint.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A large file on its way, slice by slice. Safe for many threads. See <a
 * href="https://learn.microsoft.com/graph/api/driveitem-createuploadsession">createUploadSession</a>.
 */
public final class UploadSession {
  private final Library library;
  private final Place place;
  private final Terms terms;
  private final String path;
  private final Path file;
  private final boolean deferred;
  private final Deque<Long> starts = new ArrayDeque<>();
  private State state = State.OPEN;
  private QuickXor sum = new QuickXor();
  private Instant expires;
  private long total = -1;
  private long received;
  private long bytes;

  /** What has become of a session. */
  public enum State {
    OPEN,
    FINISHED,
    CANCELLED,
    EXPIRED
  }

  /** What a session is for; the path is that below the root of the library, folded. */
  record Plan(Library library, Place place, String path, Terms terms, boolean deferred) {}

  UploadSession(Plan plan, Path file, Instant expires) {
    this.library = plan.library();
    this.place = plan.place();
    this.terms = plan.terms();
    this.path = plan.path();
    this.deferred = plan.deferred();
    this.file = file;
    this.expires = expires;
  }

  Library library() {
    return library;
  }

  Place place() {
    return place;
  }

  Terms terms() {
    return terms;
  }

  boolean isFor(Plan plan) {
    return library == plan.library() && path.equals(plan.path());
  }

  /** Where the file is to appear, in small letters. */
  public String path() {
    return path;
  }

  boolean deferred() {
    return deferred;
  }

  public synchronized State state() {
    return state;
  }

  synchronized void end(State how) {
    state = how;
    try {
      if (how != State.FINISHED) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The service has no such session any more. */
  public void expire() {
    end(State.EXPIRED);
  }

  synchronized boolean isOpen(Instant now) {
    if (state == State.OPEN && now.isAfter(expires)) {
      end(State.EXPIRED);
    }
    return state == State.OPEN;
  }

  synchronized void extend(Instant until) {
    expires = until;
  }

  /** The size of the file, as it was said with the first slice; -1 before it. */
  public synchronized long total() {
    return total;
  }

  /** How many bytes from the start the service has, as it says. */
  public synchronized long received() {
    return received;
  }

  /** How many bytes of slices came in all, those it has forgotten or refused included. */
  public synchronized long bytes() {
    return bytes;
  }

  synchronized boolean complete() {
    return total >= 0 && received == total;
  }

  synchronized void count(long more) {
    bytes += more;
  }

  /** Checks where a slice stands, before it is read. */
  synchronized void check(Slice slice) {
    if (total >= 0 && slice.total() != total) {
      String message = "The current upload session is for " + total
          + " total bytes, but the current fragment declares a total of " + slice.total() + ".";
      throw Refusal.invalid(message).detailed("fragmentLengthMismatch");
    }
    if (slice.first() < received) {
      String message = "Uploaded fragment overlaps with existing data.";
      throw new Refusal(416, "invalidRange", message).detailed("fragmentOverlap");
    }
    if (slice.first() > received) {
      String message = "The uploaded fragment is not contiguous with the last one.";
      throw new Refusal(416, "invalidRange", message).detailed("fragmentOutOfOrder");
    }
  }

  /** Takes a slice as a whole, or, when it breaks off, not at all. */
  void take(Slice slice, InputStream body) throws IOException {
    QuickXor further;
    synchronized (this) {
      further = sum.copy();
    }
    long length = write(slice, body, further);
    synchronized (this) {
      if (length != slice.length()) {
        throw Refusal.invalid("The length of the content differs from its range.");
      }
      if (received != slice.first()) {
        String message = "Optimistic concurrency failure during fragmented upload";
        throw new Refusal(416, "invalidRange", message);
      }
      sum = further;
      total = slice.total();
      starts.addLast(received);
      received += length;
    }
  }

  private long write(Slice slice, InputStream body, QuickXor further) throws IOException {
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        OutputStream output = Channels.newOutputStream(channel.position(slice.first()))) {
      return Contents.append(body, output, further);
    }
  }

  synchronized Content content() {
    return Content.of(file, total, sum);
  }

  /** The service has lost the last {@code slices} that it had acknowledged. */
  public synchronized void forget(int slices) {
    long keep = received;
    for (int i = 0; i < slices && !starts.isEmpty(); i++) {
      keep = starts.removeLast();
    }
    keep(keep);
  }

  /** The service has no more than the first {@code bytes}, wherever slices begin. */
  public synchronized void keep(long length) {
    sum = new QuickXor();
    received = Math.min(length, received);
    if (received > 0) {
      try (InputStream input = new LimitedInput(Files.newInputStream(file), received)) {
        Contents.append(input, OutputStream.nullOutputStream(), sum);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  synchronized ObjectNode status(Ranges ranges) {
    ObjectNode view = Views.object();
    view.put("expirationDateTime", expires.toString());
    ArrayNode expected = view.putArray("nextExpectedRanges");
    if (!complete()) {
      ranges.missing(received, total).forEach(expected::add);
    }
    return view;
  }

  @Override
  public String toString() {
    return path + " " + state() + " " + received() + " of " + total();
  }
}
