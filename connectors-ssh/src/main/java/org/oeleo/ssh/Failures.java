package org.oeleo.ssh;

import java.io.IOException;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.ssh.sftp.ConnectionLostException;
import org.oeleo.ssh.sftp.SftpException;

/** Turns what the protocol throws into what the engine knows. Immutable. */
record Failures(String host) {
  /** An interrupt, and what is classified already, stay as they are. */
  IOException of(IOException failure, Object subject) {
    if (failure instanceof SftpException refusal) {
      return Diagnosis.of(refusal, subject);
    }
    if (failure instanceof ConnectionLostException lost) {
      return new ConnectorException(
          Kind.UNREACHABLE, "the connection to " + host + " is lost: " + lost.getMessage(), lost);
    }
    return failure;
  }
}
