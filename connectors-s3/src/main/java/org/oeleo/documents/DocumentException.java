package org.oeleo.documents;

import java.io.IOException;

/** A file that does not hold the document it should. Its message shows nothing of the content. */
public class DocumentException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong and where. */
  DocumentException(String message) {
    super(message);
  }

  /** With what is wrong and where, and what found it. */
  DocumentException(String message, Throwable cause) {
    super(message, cause);
  }
}
