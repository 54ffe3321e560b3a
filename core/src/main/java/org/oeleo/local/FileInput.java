package org.oeleo.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;
import org.oeleo.spi.RelativePath;

/** The bytes of one open file. One thread at a time. */
final class FileInput extends InputStream {
  /**
   * Java copies through a buffer of native memory as large as what is asked for, and keeps it per
   * thread.
   */
  private static final int MOST = 512 * 1024;

  private final FileChannel file;
  private final RelativePath path;
  private final OpenFiles files;

  FileInput(FileChannel file, RelativePath path, OpenFiles files) {
    this.file = file;
    this.path = path;
    this.files = files;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    try {
      return file.read(ByteBuffer.wrap(bytes, offset, Math.min(length, MOST)));
    } catch (IOException e) {
      throw Diagnosis.of(e, path);
    }
  }

  @Override
  public void close() throws IOException {
    files.close(file);
  }
}
