package org.oeleo.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;

class DiagnosisTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new NoSuchFileException("a"), Kind.NOT_FOUND),
        Arguments.of(new NotDirectoryException("a"), Kind.NOT_FOUND),
        Arguments.of(new AccessDeniedException("a"), Kind.ACCESS_DENIED),
        Arguments.of(new AtomicMoveNotSupportedException("a", "b", "x"), Kind.UNSUPPORTED),
        Arguments.of(new AsynchronousCloseException(), Kind.UNREACHABLE),
        Arguments.of(new IOException("No space left on device"), Kind.NO_SPACE),
        Arguments.of(of("Disk quota exceeded"), Kind.NO_SPACE),
        Arguments.of(of("File name too long"), Kind.INVALID_NAME),
        Arguments.of(of("Read-only file system"), Kind.UNREACHABLE),
        Arguments.of(of("Too many levels of symbolic links"), Kind.ACCESS_DENIED),
        Arguments.of(of("Stale file handle"), Kind.UNREACHABLE),
        Arguments.of(of("Transport endpoint is not connected"), Kind.UNREACHABLE),
        Arguments.of(
            of("The process cannot access the file because it is being used by another process"),
            Kind.BUSY),
        Arguments.of(of("Input/output error"), Kind.IO_ERROR),
        Arguments.of(new FileSystemException("no space left"), Kind.IO_ERROR),
        Arguments.of(new IOException(), Kind.IO_ERROR));
  }

  private static FileSystemException of(String reason) {
    return new FileSystemException("a", null, reason);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void a_failure_has_its_kind_and_keeps_its_cause(IOException failure, Kind kind) {
    IOException diagnosed = Diagnosis.of(failure, "a.txt");

    assertThat(ConnectorException.kindOf(diagnosed)).isEqualTo(kind);
    assertThat(diagnosed).hasCause(failure).hasMessageStartingWith("a.txt ");
  }

  @Test
  void an_interrupt_and_what_is_classified_already_stay_as_they_are() {
    for (IOException failure : new IOException[] {
      new ClosedByInterruptException(),
      new InterruptedIOException(),
      new ConnectorException(Kind.BUSY, "busy")
    }) {
      assertThat(Diagnosis.of(failure, "a.txt")).isSameAs(failure);
    }
  }

  @Test
  void a_hostile_name_is_made_printable() {
    assertThat(Diagnosis.of(new NoSuchFileException("x"), "a\nb")).hasMessage("a\\nb is not there");
  }
}
