package org.oeleo.spi;

import java.io.IOException;

/** Who answered at the other end, before it is trusted. One thread at a time. */
public interface Identity {
  /** How the answer compares with what is known. */
  enum Trust {
    /** It is who it should be. */
    KNOWN,
    /** Nothing is known of it. */
    UNKNOWN,
    /** It is somebody else than was known: set up anew, or an impostor. */
    CHANGED,
    /** It must not be trusted any more. */
    REVOKED
  }

  /** Who was asked: {@code nas.lab:22}. */
  String subject();

  /** What tells it from all others, as its owner can check it: {@code ED25519 SHA256:…}. */
  String fingerprint();

  /** How it compares with what is known. */
  Trust trust();

  /** Where it is, or would be, remembered: a file, for a person. */
  String memory();

  /**
   * Remembers it, in place of what was known. Refused if it is revoked.
   *
   * @throws ConnectorException REJECTED if it is revoked
   */
  void pin() throws IOException;
}
