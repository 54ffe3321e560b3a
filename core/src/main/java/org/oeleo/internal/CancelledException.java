package org.oeleo.internal;

import java.io.IOException;

/** Somebody wished to stop while a file was being read. */
final class CancelledException extends IOException {
  private static final long serialVersionUID = 1L;

  CancelledException() {
    super("cancelled");
  }
}
