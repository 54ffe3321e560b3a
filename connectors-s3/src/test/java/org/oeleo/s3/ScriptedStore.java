package org.oeleo.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.oeleo.s3.access.Access;
import org.oeleo.s3.access.Address;
import org.oeleo.s3.access.Checksums;

/** Says what it is told to, whatever it is asked; after the last answer it is silent. */
final class ScriptedStore implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch stuck = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);

  /** One answer; {@code length} is what is said of the body, whatever it is. */
  record Answer(int status, Map<String, String> headers, String body, long length) {}

  private ScriptedStore(HttpServer server) {
    this.server = server;
  }

  static ScriptedStore start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ScriptedStore store = new ScriptedStore(server);
    server.setExecutor(store.threads);
    server.createContext("/", store::answer);
    server.start();
    return store;
  }

  ScriptedStore says(int status, String body) {
    return says(status, Map.of(), body);
  }

  ScriptedStore says(int status, Map<String, String> headers, String body) {
    answers.add(new Answer(status, headers, body, body.getBytes(UTF_8).length));
    return this;
  }

  /** An answer that breaks off before the end it announced. */
  ScriptedStore breaksOff(String body, long length) {
    answers.add(new Answer(200, Map.of(), body, length));
    return this;
  }

  ScriptedStore refuses(int status, String code) {
    return says(status, refusal(code));
  }

  static String refusal(String code) {
    return "<Error><Code>" + code + "</Code><Message>no</Message></Error>";
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    exchange.getRequestBody().readAllBytes();
    Answer next = answers.poll();
    if (next == null) {
      hang();
    } else {
      next.headers().forEach(exchange.getResponseHeaders()::set);
      boolean bare = exchange.getRequestMethod().equals("HEAD") || next.length() == 0;
      exchange.sendResponseHeaders(next.status(), bare ? -1 : next.length());
      if (!bare) {
        exchange.getResponseBody().write(next.body().getBytes(UTF_8));
      }
    }
    exchange.close();
  }

  private void hang() {
    stuck.countDown();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until somebody waits for an answer that does not come. */
  void awaitStuckCall() throws InterruptedException {
    stuck.await();
  }

  /** Method and address of each request. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  S3Connector connector() {
    return connector(Tuning.usual());
  }

  S3Connector connector(Tuning tuning) {
    return new S3Connector(access(), tuning);
  }

  Access access() {
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new Access(
        TestServer.open(endpoint).client(Checksums.WHEN_SUPPORTED, new Requests()),
        new Address("bucket", "root/"),
        Checksums.WHEN_SUPPORTED,
        "the store");
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
