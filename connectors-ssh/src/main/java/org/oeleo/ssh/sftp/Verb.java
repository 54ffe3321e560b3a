package org.oeleo.ssh.sftp;

/** What a server can be asked for. Immutable. */
enum Verb {
  INIT(1, "greet the server"),
  OPEN(3, "open"),
  CLOSE(4, "close"),
  READ(5, "read"),
  WRITE(6, "write to"),
  LSTAT(7, "look at"),
  FSTAT(8, "look at"),
  SETSTAT(9, "set the times of"),
  FSETSTAT(10, "set the times of"),
  OPENDIR(11, "list"),
  READDIR(12, "list"),
  REMOVE(13, "remove"),
  MKDIR(14, "make folder"),
  RMDIR(15, "remove folder"),
  REALPATH(16, "resolve"),
  STAT(17, "look at"),
  RENAME(18, "rename"),
  POSIX_RENAME(200, "rename"),
  STATVFS(200, "ask for the free space of"),
  FSYNC(200, "make durable"),
  LIMITS(200, "ask for the limits of the server");

  private final int number;
  private final String words;

  Verb(int number, String words) {
    this.number = number;
    this.words = words;
  }

  int number() {
    return number;
  }

  String words() {
    return words;
  }

  /** Whether nobody may ever wait for the answer, so that it must not wait for others either. */
  boolean isAtOnce() {
    return switch (this) {
      case INIT, CLOSE, OPENDIR, REMOVE, RMDIR, MKDIR, SETSTAT, FSYNC -> true;
      default -> false;
    };
  }

  /** How many times the usual patience this one deserves: a busy disk may write for minutes. */
  int patience() {
    return this == FSYNC ? 10 : 1;
  }
}
