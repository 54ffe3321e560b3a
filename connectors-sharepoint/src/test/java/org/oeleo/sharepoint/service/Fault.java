package org.oeleo.sharepoint.service;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One thing that goes wrong with certain requests: first which, then what; it is in force from then
 * on. Safe for many threads once it is.
 */
public final class Fault {
  private static final String PORTAL =
      "<!DOCTYPE html><html><head><title>Sign in to the network</title></head><body></body></html>";

  private final Faults faults;
  private final String method;
  private final Pattern path;
  private final AtomicInteger matches = new AtomicInteger();
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private int first = 1;
  private int count = 1;
  private Predicate<Journal.Entry> condition = entry -> true;
  private Effect effect = new Effect() {};

  Fault(Faults faults, String method, String regex) {
    this.faults = faults;
    this.method = method;
    this.path = Pattern.compile(regex);
  }

  /** The n-th such request, counted from 1, not the first. */
  public Fault nth(int n) {
    first = n;
    return this;
  }

  /** So many such requests in a row, not one only. */
  public Fault times(int n) {
    count = n;
    return this;
  }

  public Fault always() {
    return times(Integer.MAX_VALUE);
  }

  /** Such requests only that also fulfil this; body and status are not known yet. */
  public Fault where(Predicate<Journal.Entry> also) {
    condition = also;
    return this;
  }

  /** In place of being served, it is refused. */
  public Fault answers(int status, String code) {
    return answers(status, code, Map.of());
  }

  public Fault answers(int status, String code, Map<String, String> headers) {
    return before(request -> {
      Refusal refusal = new Refusal(status, code, "It was told to fail.").with(headers);
      return Optional.of(Answer.refusal(refusal, request));
    });
  }

  /** It is told to come again later. */
  public Fault throttles(int status, Duration retryAfter) {
    String code = status == 429 ? "activityLimitReached" : "serviceNotAvailable";
    return answers(status, code, Map.of("Retry-After", "" + retryAfter.toSeconds()));
  }

  /** It is told to come again, but not when. */
  public Fault throttles(int status) {
    return answers(status, status == 429 ? "activityLimitReached" : "serviceNotAvailable");
  }

  /** In place of Graph something in between answers, and says that all is well. */
  public Fault showsPortal() {
    return before(request -> Optional.of(Answer.html(200, PORTAL)));
  }

  /** The connection ends before the request is served. */
  public Fault drops() {
    return before(request -> Optional.of(Answer.SILENCE));
  }

  /** The request is served, but the connection ends before the answer. */
  public Fault losesAnswer() {
    return after(answer -> Answer.SILENCE);
  }

  /** The connection ends after so many bytes of the body of the answer. */
  public Fault cutsAnswer(long bytes) {
    return after(answer -> answer.cut(bytes));
  }

  /** Something happens just before the request is served. */
  public Fault runs(Runnable action) {
    return before(request -> {
      action.run();
      return Optional.empty();
    });
  }

  /** Something happens after the request was served and before it is answered. */
  public Fault runsBeforeAnswer(Runnable action) {
    return after(answer -> {
      action.run();
      return answer;
    });
  }

  /** A pause before the request is served. */
  public Fault delays(Duration time) {
    return runs(() -> waitFor(released, time));
  }

  /** The request is served when {@link #release} is called. */
  public Fault freezes() {
    return runs(this::stop);
  }

  /** The request is served, but answered when {@link #release} is called. */
  public Fault freezesAnswer() {
    return runsBeforeAnswer(this::stop);
  }

  private void stop() {
    arrived.countDown();
    waitFor(released, Duration.ofHours(1));
  }

  /** One bit of what is stored in the end is another than sent; the sum is of what is stored. */
  public Fault flipsBit() {
    return damages(Damage.flippedBit());
  }

  /** Only so many bytes of what is sent are stored in the end. */
  public Fault storesOnly(int bytes) {
    return damages(Damage.cutTo(bytes));
  }

  private Fault damages(Damage damage) {
    return before(request -> {
      request.damage(damage);
      return Optional.empty();
    });
  }

  private interface Before {
    Optional<Answer> at(Request request);
  }

  private Fault before(Before action) {
    return arm(new Effect() {
      @Override
      public Optional<Answer> before(Request request) {
        return action.at(request);
      }
    });
  }

  private interface After {
    Answer of(Answer answer);
  }

  private Fault after(After action) {
    return arm(new Effect() {
      @Override
      public Answer after(Answer answer) {
        return action.of(answer);
      }
    });
  }

  private Fault arm(Effect what) {
    effect = what;
    faults.arm(this);
    return this;
  }

  boolean strikes(Journal.Entry entry) {
    boolean matching = (method.equals("*") || method.equals(entry.method()))
        && path.matcher(entry.path()).find()
        && condition.test(entry);
    int number = matching ? matches.incrementAndGet() : 0;
    return number >= first && number - first < count;
  }

  Effect effect() {
    return effect;
  }

  /** How many requests it was about so far, also those before the n-th. */
  public int matches() {
    return matches.get();
  }

  /** Waits until a request stands still. */
  public void awaitFrozen() {
    if (!waitFor(arrived, Duration.ofSeconds(30))) {
      throw new IllegalStateException("nothing came to stand still");
    }
  }

  /** What stands still goes on, and nothing stands still here any more. */
  public void release() {
    released.countDown();
  }

  private static boolean waitFor(CountDownLatch latch, Duration time) {
    try {
      return latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
