package org.oeleo.spi;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.oeleo.settings.Problem;
import org.oeleo.settings.SettingsException;

/** A failure that the connector, which knows its store, has classified. */
public class ConnectorException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient Optional<Duration> retryAfter;

  /** A failure without a deeper cause. The message is for a person and holds no secret. */
  public ConnectorException(Kind kind, String message) {
    super(message);
    this.kind = kind;
    this.retryAfter = Optional.empty();
  }

  /** A failure with its cause. The message is for a person and holds no secret. */
  public ConnectorException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.retryAfter = Optional.empty();
  }

  private ConnectorException(String message, Duration retryAfter) {
    super(message);
    this.kind = Kind.THROTTLED;
    this.retryAfter = Optional.of(retryAfter);
  }

  /** Settings that do not go together, or not with the root; REJECTED. */
  public static ConnectorException of(SettingsException wrong) {
    String problems =
        wrong.problems().stream().map(Problem::toString).collect(Collectors.joining("; "));
    return new ConnectorException(Kind.REJECTED, problems, wrong);
  }

  /** The store asked for a pause of at least {@code retryAfter}; holds for the whole worker. */
  public static ConnectorException throttled(String message, Duration retryAfter) {
    return new ConnectorException(message, retryAfter);
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }

  /** How long the store asked to wait; empty if it did not say. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /**
   * The kind of any failure: what the connector said, or {@link Kind#IO_ERROR} for a bare
   * IOException.
   */
  public static Kind kindOf(IOException failure) {
    return failure instanceof ConnectorException known ? known.kind : Kind.IO_ERROR;
  }
}
