package org.oeleo.local;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Locale;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;

/**
 * What an exception of {@code java.nio.file} means.
 *
 * <p>Where the JDK has a type for it, the type decides. For the rest the JDK passes on nothing but
 * the operating system's own sentence, so that is looked at here and nowhere else; in another
 * language than English it is not recognised and the kind is IO_ERROR, which is why a full disk is
 * also told by its free space ({@link Writing}).
 */
final class Diagnosis {
  private record Sentence(String part, Kind kind) {}

  private static final List<Sentence> SENTENCES = List.of(
      new Sentence("no space left", Kind.NO_SPACE),
      new Sentence("not enough space on the disk", Kind.NO_SPACE),
      new Sentence("quota exceeded", Kind.NO_SPACE),
      new Sentence("file name too long", Kind.INVALID_NAME),
      new Sentence("filename, directory name", Kind.INVALID_NAME),
      new Sentence("invalid or incomplete multibyte", Kind.INVALID_NAME),
      new Sentence("illegal byte sequence", Kind.INVALID_NAME),
      new Sentence("invalid argument", Kind.INVALID_NAME),
      new Sentence("read-only file system", Kind.UNREACHABLE),
      new Sentence("operation not permitted", Kind.ACCESS_DENIED),
      new Sentence("levels of symbolic links", Kind.ACCESS_DENIED),
      new Sentence("being used by another process", Kind.BUSY),
      new Sentence("locked a portion of the file", Kind.BUSY),
      new Sentence("text file busy", Kind.BUSY),
      new Sentence("resource busy", Kind.BUSY),
      new Sentence("stale file handle", Kind.UNREACHABLE),
      new Sentence("not connected", Kind.UNREACHABLE),
      new Sentence("host is down", Kind.UNREACHABLE),
      new Sentence("no such device", Kind.UNREACHABLE),
      new Sentence("connection timed out", Kind.UNREACHABLE),
      new Sentence("network name is no longer", Kind.UNREACHABLE),
      new Sentence("network path was not found", Kind.UNREACHABLE));

  private Diagnosis() {}

  /**
   * {@code failure} with its kind; an interrupt and what is classified already stay as they are.
   */
  static IOException of(IOException failure, Object subject) {
    if (failure instanceof ConnectorException
        || failure instanceof ClosedByInterruptException
        || failure instanceof InterruptedIOException) {
      return failure;
    }
    Kind kind = kind(failure);
    return new ConnectorException(
        kind, Printable.name(subject) + " " + said(kind, failure), failure);
  }

  private static Kind kind(IOException failure) {
    if (failure instanceof NoSuchFileException || failure instanceof NotDirectoryException) {
      return Kind.NOT_FOUND;
    }
    if (failure instanceof AccessDeniedException) {
      return Kind.ACCESS_DENIED;
    }
    if (failure instanceof AtomicMoveNotSupportedException) {
      return Kind.UNSUPPORTED;
    }
    return failure instanceof ClosedChannelException ? Kind.UNREACHABLE : kindOfSentence(failure);
  }

  private static Kind kindOfSentence(IOException failure) {
    String sentence = reason(failure).toLowerCase(Locale.ROOT);
    return SENTENCES.stream()
        .filter(known -> sentence.contains(known.part))
        .findFirst()
        .map(Sentence::kind)
        .orElse(Kind.IO_ERROR);
  }

  /** Without the path, in which anything may be written. */
  private static String reason(IOException failure) {
    String reason = failure instanceof FileSystemException detailed
        ? detailed.getReason()
        : failure.getMessage();
    return reason == null ? "" : reason;
  }

  private static String said(Kind kind, IOException failure) {
    String reason = reason(failure);
    return switch (kind) {
      case NOT_FOUND -> "is not there";
      case ACCESS_DENIED -> "may not be used: " + (reason.isEmpty() ? "permission denied" : reason);
      case NO_SPACE -> "does not fit: the disk is full or over quota";
      case BUSY -> "is in use by another program";
      case INVALID_NAME -> "is no name this folder can hold: " + reason;
      case UNSUPPORTED -> "is on another file system than its new place";
      default -> "failed: " + (reason.isEmpty() ? failure.getClass().getSimpleName() : reason);
    };
  }
}
