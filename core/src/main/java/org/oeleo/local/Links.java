package org.oeleo.local;

/** What is done with a symbolic link to a file; one to a folder is never followed. */
enum Links {
  /** It is reported and left out. */
  SKIP,
  /** Its content is listed and read, wherever it is. */
  FOLLOW
}
