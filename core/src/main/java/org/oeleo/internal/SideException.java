package org.oeleo.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;
import org.oeleo.spi.Side;

/** A failure of one of the two ends. */
final class SideException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final Side side;
  private final Kind kind;
  private final transient Optional<Duration> retryAfter;

  SideException(Side side, IOException cause) {
    this(side, cause, message(cause));
  }

  private SideException(Side side, IOException cause, String reason) {
    super(reason, cause);
    this.reason = reason;
    this.side = side;
    this.kind = ConnectorException.kindOf(cause);
    this.retryAfter =
        cause instanceof ConnectorException known ? known.retryAfter() : Optional.empty();
  }

  private static String message(IOException cause) {
    String text = cause.getMessage();
    return text == null || text.isBlank() ? cause.getClass().getSimpleName() : text;
  }

  /** Something that a connector does. */
  @FunctionalInterface
  interface Call<T> {
    T call() throws IOException;
  }

  /** Does {@code call}, and says which side it was if it fails. */
  static <T> T on(Side side, Call<T> call) throws SideException {
    try {
      return call.call();
    } catch (SideException e) {
      throw e;
    } catch (IOException e) {
      throw new SideException(side, e);
    }
  }

  /** The same in terms of the file that a person knows, instead of the temporary one. */
  SideException naming(RelativePath target, RelativePath aside) {
    IOException cause = (IOException) Objects.requireNonNull(getCause());
    return new SideException(side, cause, reason.replace(aside.name(), target.name()));
  }

  /** What went wrong, for a person. */
  String reason() {
    return reason;
  }

  Side side() {
    return side;
  }

  Kind kind() {
    return kind;
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
