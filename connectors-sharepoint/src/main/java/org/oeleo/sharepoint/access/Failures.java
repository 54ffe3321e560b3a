package org.oeleo.sharepoint.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.aad.msal4j.MsalInteractionRequiredException;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.kiota.ApiException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;

/** Turns what the libraries throw into what the engine knows, never by message text. */
public final class Failures {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ABSENT = 404;

  private Failures() {}

  /** What an SDK threw; an interrupt becomes an {@link InterruptedIOException}. */
  public static IOException of(RuntimeException failure, Object subject) {
    String name = Printable.name(subject);
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ApiException refusal) {
        return refused(refusal, name);
      }
      if (cause instanceof Person.NobodySignedInException) {
        return new ConnectorException(
            Kind.AUTHENTICATION, String.valueOf(cause.getMessage()), failure);
      }
      if (cause instanceof MsalInteractionRequiredException) {
        return new ConnectorException(
            Kind.AUTHENTICATION, "the sign-in has ended: oeleo login", failure);
      }
      if (cause instanceof IOException line && !(line instanceof JsonProcessingException)) {
        return of(line, name);
      }
    }
    return EntraError.of(failure).orElseGet(() -> foreign(name, failure));
  }

  /** Where a proxy or a captive portal answers in place of Graph. */
  private static ConnectorException foreign(String name, Throwable cause) {
    return new ConnectorException(
        Kind.UNREACHABLE, name + ": what answers is not Microsoft Graph", cause);
  }

  private static ConnectorException refused(ApiException refusal, String name) {
    String code = refusal instanceof ODataError error && error.getError() != null
        ? Optional.ofNullable(error.getError().getCode()).orElse("")
        : "";
    Optional<String> retryAfter = Optional.ofNullable(refusal.getResponseHeaders())
        .map(headers -> headers.get("Retry-After"))
        .flatMap(Failures::first);
    int status = refusal.getResponseStatusCode();
    if (status == ABSENT && code.isEmpty()) {
      // Graph says what it is that is not there.
      return foreign(name, refusal);
    }
    return refused(new Refusal(status, code, retryAfter), name, refusal);
  }

  private static Optional<String> first(Set<String> values) {
    return values.stream().findFirst();
  }

  /** What a bare answer says that is no success; closes it. */
  public static ConnectorException of(Response answer, Object subject) {
    try (answer) {
      String code = "";
      try {
        code = JSON.readTree(answer.peekBody(64 * 1024).bytes())
            .path("error")
            .path("code")
            .asText("");
      } catch (IOException e) {
        // Not everybody who refuses speaks JSON.
      }
      Optional<String> retryAfter = Optional.ofNullable(answer.header("Retry-After"));
      Refusal refusal = new Refusal(answer.code(), code, retryAfter);
      return refused(refusal, Printable.name(subject), null);
    }
  }

  private record Refusal(int status, String code, Optional<String> retryAfter) {
    @Override
    public String toString() {
      return "(" + status + (code.isEmpty() ? "" : " " + Printable.name(code)) + ")";
    }
  }

  private static ConnectorException refused(
      Refusal refusal, String name, @Nullable ApiException cause) {
    Diagnosis diagnosis = Diagnosis.of(refusal.code(), refusal.status());
    String message = name + ": " + diagnosis.words() + " " + refusal;
    Optional<Duration> pause = refusal.retryAfter().flatMap(Failures::pause);
    if (diagnosis.kind() == Kind.THROTTLED && pause.isPresent()) {
      return ConnectorException.throttled(message, pause.get());
    }
    return cause == null
        ? new ConnectorException(diagnosis.kind(), message)
        : new ConnectorException(diagnosis.kind(), message, cause);
  }

  /** Seconds or a date, see RFC 9110, 10.2.3. */
  private static Optional<Duration> pause(String text) {
    try {
      if (text.matches("\\d{1,9}")) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
      }
      Duration until = Duration.between(
          Clock.systemUTC().instant(),
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      return Optional.of(until.isNegative() ? Duration.ZERO : until);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** What became of the line; what is classified already stays as it is. */
  public static IOException of(IOException failure, Object subject) {
    if (failure instanceof ConnectorException) {
      return failure;
    }
    boolean interrupted =
        failure instanceof InterruptedIOException && !(failure instanceof SocketTimeoutException);
    if (interrupted && Thread.currentThread().isInterrupted()) {
      return failure;
    }
    String name = Printable.name(subject);
    if (isImpostor(failure)) {
      return new ConnectorException(
          Kind.HOST_IDENTITY,
          name + ": whoever answers cannot prove to be Microsoft Graph: "
              + Printable.name(failure.getMessage() == null ? failure : failure.getMessage())
              + "; an authority of your own is named by OELEO_CA_BUNDLE",
          failure);
    }
    return new ConnectorException(Kind.UNREACHABLE, name + ": " + words(failure), failure);
  }

  private static String words(IOException failure) {
    if (failure instanceof Wire.ClosedException) {
      return "the connector is closed";
    }
    if (failure instanceof InterruptedIOException) {
      return "the service is silent, or too slow to connect";
    }
    return failure instanceof java.net.UnknownHostException
        ? "the host " + Printable.name(String.valueOf(failure.getMessage())) + " is not known"
        : "the line broke: " + Printable.name(String.valueOf(failure.getMessage()));
  }

  private static boolean isImpostor(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException
          || cause instanceof CertPathValidatorException
          || cause instanceof SSLPeerUnverifiedException) {
        return true;
      }
    }
    return false;
  }
}
