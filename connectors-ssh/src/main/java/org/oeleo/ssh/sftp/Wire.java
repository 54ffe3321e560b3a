package org.oeleo.ssh.sftp;

import java.io.Closeable;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Two streams of bytes to and from an SFTP server. One thread reads, one at a time writes, and any
 * thread may close.
 */
public interface Wire extends Closeable {
  /** From the server; the same one each time. */
  InputStream input();

  /** To the server; the same one each time. Has taken the bytes over when its write returns. */
  OutputStream output();

  /** Frees whoever is stuck in either stream. Closing again does nothing. */
  @Override
  void close();
}
