package org.oeleo.examples.webdav;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;

/** Requests to one server, and what its refusals mean. Safe for many threads. */
final class DavServer {
  /** How long the server may be silent. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration PAUSE = Duration.ofSeconds(10);

  // Follows no redirection: that might send the password, and the files, to somebody else.
  private final HttpClient client = HttpClient.newBuilder()
      .version(HttpClient.Version.HTTP_1_1)
      .connectTimeout(PATIENCE.dividedBy(3))
      .build();
  private final URI root;
  private final Optional<String> login;
  private final Duration patience;
  private final Map<Object, CompletableFuture<?>> running = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** {@code login} is {@code user:password}. */
  DavServer(URI root, Optional<String> login) {
    this(root, login, PATIENCE);
  }

  DavServer(URI root, Optional<String> login, Duration patience) {
    this.root = root;
    this.login = login.map(text ->
        "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    this.patience = patience;
  }

  URI root() {
    return root;
  }

  /** What a person calls it. */
  String name() {
    return root.getHost();
  }

  Duration patience() {
    return patience;
  }

  static URI parse(String address) throws ConnectorException {
    try {
      return new URI(address);
    } catch (URISyntaxException e) {
      throw new ConnectorException(
          Kind.REJECTED, Printable.name(address) + " is not an address", e);
    }
  }

  /** A request for what is at {@code place}. */
  HttpRequest.Builder request(URI place, String method, BodyPublisher body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(place).method(method, body);
    login.ifPresent(basic -> request.header("Authorization", basic));
    return request;
  }

  /**
   * Sends it. The answer comes whole, so that it is either there or the server was silent; of a
   * whole file (200), never asked for, nothing is kept.
   */
  CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request) throws ConnectorException {
    var answer = client.sendAsync(
        request,
        head -> head.statusCode() == 200
            ? BodySubscribers.replacing(new byte[0])
            : BodySubscribers.ofByteArray());
    Object key = new Object();
    running.put(key, answer);
    var unused = answer.whenComplete((response, failure) -> running.remove(key));
    if (closed) {
      answer.cancel(true);
      throw new ConnectorException(Kind.UNREACHABLE, "the connector is closed");
    }
    return answer;
  }

  /** The answer, whatever its status; none within our patience is UNREACHABLE. */
  <T> T await(CompletableFuture<T> answer) throws IOException {
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + name() + " was to answer");
    } catch (ExecutionException | CancellationException e) {
      throw broken(e);
    } catch (TimeoutException e) {
      throw new ConnectorException(Kind.UNREACHABLE, name() + " does not answer", e);
    } finally {
      answer.cancel(true);
    }
  }

  private ConnectorException broken(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return new ConnectorException(
            Kind.HOST_IDENTITY, "the certificate of " + name() + " is not trusted", failure);
      }
    }
    return new ConnectorException(
        Kind.UNREACHABLE, closed ? "the connector is closed" : "no line to " + name(), failure);
  }

  /** What a refusal means; the engine acts on its kind alone. */
  static ConnectorException refusal(HttpResponse<?> answer, Object subject) {
    int status = answer.statusCode();
    String text = Printable.name(subject) + ": the server answers " + status;
    return switch (status) {
      case 401 -> new ConnectorException(Kind.AUTHENTICATION, text + ", user or password is wrong");
      case 403 -> new ConnectorException(Kind.ACCESS_DENIED, text + ", permission denied");
      case 404, 410 -> new ConnectorException(Kind.NOT_FOUND, text + ", not there");
      case 405, 501 -> new ConnectorException(Kind.UNSUPPORTED, text + ", it cannot do this");
      case 409, 412, 416 -> new ConnectorException(Kind.CHANGED, text + ", changed meanwhile");
      case 414 -> new ConnectorException(Kind.INVALID_NAME, text + ", the name is too long");
      case 423 -> new ConnectorException(Kind.BUSY, text + ", locked by somebody");
      case 429, 503 -> ConnectorException.throttled(text + ", overloaded", pause(answer));
      case 500 -> new ConnectorException(Kind.IO_ERROR, text + ", an error of its own");
      case 502, 504 -> new ConnectorException(Kind.UNREACHABLE, text + ", it cannot be reached");
      case 507 -> new ConnectorException(Kind.NO_SPACE, text + ", it is full");
      default -> new ConnectorException(Kind.REJECTED, text);
    };
  }

  private static Duration pause(HttpResponse<?> answer) {
    String seconds = answer.headers().firstValue("Retry-After").orElse("");
    return seconds.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : PAUSE;
  }

  void close() {
    closed = true;
    running.values().forEach(answer -> answer.cancel(true));
  }
}
