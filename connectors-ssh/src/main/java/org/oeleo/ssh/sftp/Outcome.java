package org.oeleo.ssh.sftp;

/** How a request ended. Immutable. */
sealed interface Outcome<T> {
  /** The server did it. */
  record Value<T>(T value) implements Outcome<T> {}

  /** The server refused. */
  record Refused<T>(Status status, String words) implements Outcome<T> {}

  /** No answer will come. */
  record Lost<T>(ConnectionLostException why) implements Outcome<T> {}

  /** Nobody waits for the answer any more. */
  record GivenUp<T>() implements Outcome<T> {}
}
