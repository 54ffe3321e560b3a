package org.oeleo.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;

/** Passes on exactly as many bytes as were promised. */
final class Bytes {
  private static final int BUFFER = 128 * 1024;

  private Bytes() {}

  /**
   * Reads {@code in} to its end.
   *
   * @throws ConnectorException CHANGED if it is longer or shorter than {@code size}
   */
  static void pass(InputStream in, OutputStream out, long size) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long passed = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      passed += n;
      if (passed > size) {
        throw new ConnectorException(Kind.CHANGED, "the source has more than " + size + " bytes");
      }
      out.write(buffer, 0, n);
    }
    if (passed < size) {
      throw new ConnectorException(
          Kind.CHANGED, "the source has " + passed + " bytes instead of " + size);
    }
  }
}
