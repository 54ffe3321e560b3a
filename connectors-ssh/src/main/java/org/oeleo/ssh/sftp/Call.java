package org.oeleo.ssh.sftp;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.oeleo.spi.Printable;

/** One request that waits for its answer. Safe for many threads. */
final class Call<T> implements Reply<T> {
  /** Makes sense of the answer. */
  interface Decoder<T> {
    Outcome<T> decode(Incoming answer) throws ProtocolException;
  }

  private final Verb verb;
  private final byte[] subject;
  private final Decoder<T> decoder;
  private final BiConsumer<Call<T>, Outcome<T>> whenOver;
  private final long since = System.nanoTime();
  private final CompletableFuture<Outcome<T>> outcome = new CompletableFuture<>();
  private volatile Runnable beforeWaiting = () -> {};

  /**
   * @param subject the path it is about
   * @param whenOver told when the answer is there or will never come, also when nobody waits any
   *     more; on the reading thread, so it neither waits nor writes
   */
  Call(Verb verb, byte[] subject, Decoder<T> decoder, BiConsumer<Call<T>, Outcome<T>> whenOver) {
    this.verb = verb;
    this.subject = subject;
    this.decoder = decoder;
    this.whenOver = whenOver;
  }

  Call(Verb verb, byte[] subject, Decoder<T> decoder) {
    this(verb, subject, decoder, (call, how) -> {});
  }

  /** As {@link System#nanoTime} has it. */
  long since() {
    return since;
  }

  int patience() {
    return verb.patience();
  }

  /** Makes sure that the request is on its way. */
  void beforeWaiting(Runnable push) {
    beforeWaiting = push;
  }

  void answer(Incoming answer) throws ProtocolException {
    end(decoder.decode(answer));
  }

  void lose(ConnectionLostException why) {
    end(new Outcome.Lost<>(why));
  }

  private void end(Outcome<T> how) {
    outcome.complete(how);
    whenOver.accept(this, how);
  }

  /** Nobody will ask for the answer; whether that was said before the answer came. */
  boolean giveUp() {
    return outcome.complete(new Outcome.GivenUp<>());
  }

  /** What has come, if it has and is no failure. */
  Optional<T> value() {
    return outcome.isDone() && outcome.join() instanceof Outcome.Value<T> done
        ? Optional.of(done.value())
        : Optional.empty();
  }

  boolean isGivenUp() {
    return outcome.isDone() && outcome.join() instanceof Outcome.GivenUp;
  }

  @Override
  public boolean isDone() {
    if (!outcome.isDone()) {
      beforeWaiting.run();
    }
    return outcome.isDone();
  }

  @Override
  public T await() throws IOException {
    try {
      return valueOf(isDone() ? outcome.join() : outcome.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      if (giveUp()) {
        throw interrupted(e);
      }
      return valueOf(outcome.join());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What {@code how} means to the caller. */
  T valueOf(Outcome<T> how) throws IOException {
    if (how instanceof Outcome.Value<T> done) {
      return done.value();
    }
    if (how instanceof Outcome.Refused<T> no) {
      throw new SftpException(no.status(), failure() + ": " + reason(no));
    }
    if (how instanceof Outcome.Lost<T> lost) {
      throw lost.why().again();
    }
    throw interrupted(new InterruptedException());
  }

  private InterruptedIOException interrupted(InterruptedException cause) {
    InterruptedIOException stopped = new InterruptedIOException(failure() + ": interrupted");
    stopped.initCause(cause);
    return stopped;
  }

  private String failure() {
    String name = Printable.name(new String(subject, StandardCharsets.UTF_8));
    return "cannot " + verb.words() + (name.isEmpty() ? "" : " " + name);
  }

  /** The server's own words only where they add something: they may be in any language. */
  private static String reason(Outcome.Refused<?> no) {
    String words = no.words().strip();
    return words.isEmpty() || words.equalsIgnoreCase(no.status().words())
        ? no.status().words()
        : no.status().words() + " (the server says: " + Printable.name(words) + ")";
  }
}
