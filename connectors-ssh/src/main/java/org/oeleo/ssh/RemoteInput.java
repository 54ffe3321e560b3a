package org.oeleo.ssh;

import java.io.IOException;
import java.io.InputStream;
import org.oeleo.ssh.sftp.Download;

/** The bytes of a file, with failures as the engine knows them. One thread at a time. */
final class RemoteInput extends InputStream {
  private final Download bytes;
  private final Failures failures;
  private final Object subject;

  RemoteInput(Download bytes, Failures failures, Object subject) {
    this.bytes = bytes;
    this.failures = failures;
    this.subject = subject;
  }

  @Override
  public int read() throws IOException {
    try {
      return bytes.read();
    } catch (IOException e) {
      throw failures.of(e, subject);
    }
  }

  @Override
  public int read(byte[] buffer, int start, int length) throws IOException {
    try {
      return bytes.read(buffer, start, length);
    } catch (IOException e) {
      throw failures.of(e, subject);
    }
  }

  @Override
  public void close() {
    bytes.close();
  }
}
