package org.oeleo.sharepoint.service;

import com.sun.net.httpserver.HttpExchange;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** What was asked of the service, in the order in which it came. Safe for many threads. */
public final class Journal {
  private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();

  private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();

  Journal() {}

  /** One request. Safe for many threads; complete once its answer is on its way. */
  public static final class Entry {
    private final String method;
    private final String path;
    private final String rawPath;
    private final Map<String, String> query;
    private final Map<String, String> headers;
    private final Instant time;
    private final AtomicLong received = new AtomicLong();
    private volatile String body = "";
    private volatile int status;

    private Entry(HttpExchange exchange, Instant time, Map<String, String> query) {
      this.method = exchange.getRequestMethod();
      this.path = exchange.getRequestURI().getPath();
      this.rawPath = exchange.getRequestURI().getRawPath();
      this.query = Map.copyOf(query);
      this.time = time;
      Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      exchange.getRequestHeaders().forEach((name, values) -> all.put(name, values.get(0)));
      this.headers = all;
    }

    public String method() {
      return method;
    }

    /** Decoded, without the query. */
    public String path() {
      return path;
    }

    /** As it was sent. */
    public String rawPath() {
      return rawPath;
    }

    /** Decoded. */
    public Map<String, String> query() {
      return query;
    }

    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }

    /** By the server's clock. */
    public Instant time() {
      return time;
    }

    /** How many bytes of the body were read. */
    public long bytes() {
      return received.get();
    }

    /** The body of a small request in JSON or of a form; else empty. */
    public String body() {
      return body;
    }

    /** The status answered; 0 while there is none. */
    public int status() {
      return status;
    }

    /** Whether the path, decoded, has {@code regex} in it. */
    public boolean is(String wantedMethod, String regex) {
      return method.equals(wantedMethod)
          && java.util.regex.Pattern.compile(regex).matcher(path).find();
    }

    void received(long bytes) {
      received.addAndGet(bytes);
    }

    void body(String text) {
      body = text;
    }

    void answered(int with) {
      status = with;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%s %s %s %d %d", method, path, query, bytes(), status);
    }
  }

  Entry open(HttpExchange exchange, Instant time, Map<String, String> query) {
    Entry entry = new Entry(exchange, time, query);
    entries.add(entry);
    return entry;
  }

  void failed(RuntimeException e) {
    failures.add(e);
  }

  /** Errors of the service itself. */
  public List<RuntimeException> failures() {
    return List.copyOf(failures);
  }

  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  public List<Entry> entries(String method, String regex) {
    return entries.stream().filter(entry -> entry.is(method, regex)).toList();
  }

  /** How many requests of that method had {@code regex} in their path, decoded. */
  public int count(String method, String regex) {
    return entries(method, regex).size();
  }

  public int count(Predicate<Entry> wanted) {
    return (int) entries.stream().filter(wanted).count();
  }

  /** Bytes of all bodies together. */
  public long bytes() {
    return entries.stream().mapToLong(Entry::bytes).sum();
  }

  public void clear() {
    entries.clear();
  }
}
