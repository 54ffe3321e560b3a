package org.oeleo.ssh.sftp;

/**
 * What a server says of a request. Immutable. Version 3 knows the codes to 8; servers send some of
 * the later versions' all the same.
 */
public enum Status {
  OK(0, "ok"),
  EOF(1, "end of file"),
  NO_SUCH_FILE(2, "no such file"),
  PERMISSION_DENIED(3, "permission denied"),
  FAILURE(4, "failure"),
  BAD_MESSAGE(5, "bad message"),
  NO_CONNECTION(6, "no connection"),
  CONNECTION_LOST(7, "connection lost"),
  OP_UNSUPPORTED(8, "not supported"),
  INVALID_HANDLE(9, "invalid handle"),
  NO_SUCH_PATH(10, "no such path"),
  FILE_ALREADY_EXISTS(11, "file exists already"),
  WRITE_PROTECT(12, "write protected"),
  NO_MEDIA(13, "no medium"),
  NO_SPACE(14, "no space left"),
  QUOTA_EXCEEDED(15, "quota exceeded"),
  UNKNOWN_PRINCIPAL(16, "unknown principal"),
  LOCK_CONFLICT(17, "locked"),
  DIR_NOT_EMPTY(18, "folder not empty"),
  NOT_A_DIRECTORY(19, "not a folder"),
  INVALID_FILENAME(20, "invalid name"),
  LINK_LOOP(21, "too many links"),
  CANNOT_DELETE(22, "cannot be deleted"),
  INVALID_PARAMETER(23, "invalid parameter"),
  FILE_IS_A_DIRECTORY(24, "is a folder"),
  OTHER(-1, "refused");

  private final int code;
  private final String words;

  Status(int code, String words) {
    this.code = code;
    this.words = words;
  }

  static Status of(long code) {
    for (Status status : values()) {
      if (status.code == code) {
        return status;
      }
    }
    return OTHER;
  }

  String words() {
    return words;
  }
}
