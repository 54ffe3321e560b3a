package org.oeleo.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns what the SDK throws into what the engine knows, never by message text. Immutable. */
record Failures(String store, Clock clock) {
  /** An interrupt becomes an {@link InterruptedIOException}, with the flag set. */
  IOException of(SdkException failure, Object subject) {
    String name = Printable.name(subject);
    if (failure instanceof AwsServiceException refusal) {
      return refused(refusal, name);
    }
    if (failure instanceof AbortedException) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted at " + name);
      interrupted.initCause(failure);
      return interrupted;
    }
    if (failure instanceof ApiCallTimeoutException
        || failure instanceof ApiCallAttemptTimeoutException) {
      return new ConnectorException(Kind.UNREACHABLE, store + " does not answer in time", failure);
    }
    return broken(failure, name);
  }

  private ConnectorException broken(SdkException failure, String name) {
    Optional<IOException> cause = causeOf(failure);
    if (cause.isEmpty()) {
      return new ConnectorException(
          Kind.IO_ERROR, store + " gave an answer for " + name + " that makes no sense", failure);
    }
    if (isMistrust(failure)) {
      return new ConnectorException(
          Kind.HOST_IDENTITY, "no trusted connection to " + store, failure);
    }
    return new ConnectorException(
        Kind.UNREACHABLE, "no connection to " + store + ": " + told(cause.get()), failure);
  }

  /** A line that breaks while it is made safe is no stranger. */
  private static boolean isMistrust(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException
          || cause instanceof CertPathValidatorException
          || cause instanceof SSLPeerUnverifiedException) {
        return true;
      }
    }
    return false;
  }

  private static String told(IOException cause) {
    return cause.getClass().getSimpleName() + " " + Printable.name("" + cause.getMessage());
  }

  private static Optional<IOException> causeOf(Throwable failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException io) {
        return Optional.of(io);
      }
    }
    return Optional.empty();
  }

  private ConnectorException refused(AwsServiceException refusal, String name) {
    String code = codeOf(refusal);
    Diagnosis diagnosis = Diagnosis.of(code, refusal.statusCode());
    String said = code.isEmpty() ? "status " + refusal.statusCode() : Printable.name(code);
    String message = name + ": " + diagnosis.words() + " (" + store + " says " + said + ")";
    if (diagnosis.kind() == Kind.THROTTLED) {
      return retryAfter(refusal)
          .map(pause -> throttled(message, pause, refusal))
          .orElseGet(() -> new ConnectorException(Kind.THROTTLED, message, refusal));
    }
    return new ConnectorException(
        diagnosis.kind(), isSkew(code) ? message + clocks(refusal) : message, refusal);
  }

  private static ConnectorException throttled(String message, Duration pause, Throwable cause) {
    ConnectorException failure = ConnectorException.throttled(message, pause);
    failure.initCause(cause);
    return failure;
  }

  private static boolean isSkew(String code) {
    return code.equals("RequestTimeTooSkewed");
  }

  /** The code the store gave; empty for an answer without a body, as to HEAD. */
  static String codeOf(AwsServiceException refusal) {
    return Optional.ofNullable(refusal.awsErrorDetails())
        .map(AwsErrorDetails::errorCode)
        .orElse("");
  }

  private String clocks(AwsServiceException refusal) {
    String theirs = header(refusal, "Date").orElse("unknown");
    return "; the clock here says " + clock.instant() + ", the store's " + Printable.name(theirs)
        + ": set the one that is wrong";
  }

  private static Optional<String> header(AwsServiceException refusal, String name) {
    return Optional.ofNullable(refusal.awsErrorDetails())
        .flatMap(details -> Optional.ofNullable(details.sdkHttpResponse()))
        .flatMap(response -> response.firstMatchingHeader(name));
  }

  private Optional<Duration> retryAfter(AwsServiceException refusal) {
    return header(refusal, "Retry-After")
        .flatMap(text -> ServerTime.pause(text.strip().toLowerCase(Locale.ROOT), now()));
  }

  private Instant now() {
    return clock.instant();
  }
}
