package org.oeleo.ssh;

import java.io.Closeable;
import org.oeleo.ssh.sftp.Handle;
import org.oeleo.ssh.sftp.Ok;
import org.oeleo.ssh.sftp.Reply;
import org.oeleo.ssh.sftp.SftpClient;

/**
 * A file that the server holds open. One thread at a time. Closed once and never again: by then the
 * server may have given its handle to another file.
 */
final class OpenFile implements Closeable {
  private final SftpClient client;
  private final Handle handle;
  private boolean closed;

  OpenFile(SftpClient client, Handle handle) {
    this.client = client;
    this.handle = handle;
  }

  Handle handle() {
    return handle;
  }

  /** Asks for the close; the reply tells whether all that was written is there. */
  Reply<Ok> finish() {
    closed = true;
    return client.close(handle);
  }

  /** Does not wait for an answer. */
  @Override
  public void close() {
    if (!closed) {
      finish();
    }
  }
}
