package org.oeleo.ssh;

import java.io.IOException;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.NameBytes;
import org.oeleo.spi.Printable;
import org.oeleo.ssh.sftp.SftpException;
import org.oeleo.ssh.sftp.Status;

/**
 * What a server's refusal means. See draft-ietf-secsh-filexfer-02, section 7, and -13 from 9 on.
 */
final class Diagnosis {
  /** In bytes: what all usual file systems take. */
  private static final int LONGEST_NAME = 255;

  private Diagnosis() {}

  static ConnectorException of(SftpException refusal, Object subject) {
    Kind kind = refusal.status() == Status.FAILURE && isTooLong(String.valueOf(subject))
        ? Kind.INVALID_NAME
        : kind(refusal.status());
    return new ConnectorException(kind, Printable.name(subject) + " " + said(kind), refusal);
  }

  /** Servers that have no word for it just fail. */
  private static boolean isTooLong(String path) {
    for (String name : path.split("/")) {
      if (NameBytes.toBytes(name).length > LONGEST_NAME) {
        return true;
      }
    }
    return false;
  }

  static Kind kind(Status status) {
    return switch (status) {
      case NO_SUCH_FILE, NO_SUCH_PATH -> Kind.NOT_FOUND;
      case PERMISSION_DENIED, WRITE_PROTECT, CANNOT_DELETE, UNKNOWN_PRINCIPAL, LINK_LOOP ->
        Kind.ACCESS_DENIED;
      // What OpenSSH makes of a name that is too long, and of one its file system cannot hold.
      case BAD_MESSAGE, INVALID_FILENAME -> Kind.INVALID_NAME;
      case OP_UNSUPPORTED -> Kind.UNSUPPORTED;
      case NO_SPACE, QUOTA_EXCEEDED -> Kind.NO_SPACE;
      case LOCK_CONFLICT -> Kind.BUSY;
      case NO_CONNECTION, CONNECTION_LOST, NO_MEDIA -> Kind.UNREACHABLE;
      case FILE_ALREADY_EXISTS, DIR_NOT_EMPTY, NOT_A_DIRECTORY, FILE_IS_A_DIRECTORY ->
        Kind.REJECTED;
      case OK, EOF, FAILURE, INVALID_HANDLE, INVALID_PARAMETER, OTHER -> Kind.IO_ERROR;
    };
  }

  private static String said(Kind kind) {
    return switch (kind) {
      case NOT_FOUND -> "is not there";
      case ACCESS_DENIED -> "may not be used: the server denies permission";
      case INVALID_NAME -> "is a name that the server does not take";
      case UNSUPPORTED -> "cannot be done: the server does not offer it";
      case NO_SPACE -> "does not fit: the server's disk or quota is full";
      case BUSY -> "is locked on the server";
      case REJECTED -> "is in the way of, or is, a folder";
      default -> "was refused by the server";
    };
  }

  /** Whether the refusal says that something is not there. */
  static boolean isAbsence(SftpException refusal) {
    return kind(refusal.status()) == Kind.NOT_FOUND;
  }

  /** What cannot be forced to the disk may be lost, whatever the reason. */
  static ConnectorException unforced(SftpException refusal, Object where) {
    Kind kind = kind(refusal.status()) == Kind.NO_SPACE ? Kind.NO_SPACE : Kind.IO_ERROR;
    return new ConnectorException(
        kind, Printable.name(where) + " does not force what was written to its disk", refusal);
  }

  /** A file where a folder has to be. */
  static ConnectorException inTheWay(Object folder) {
    return new ConnectorException(
        Kind.REJECTED, Printable.name(folder) + " is a file and should be a folder");
  }

  /** A source that is not what it was said to be. */
  static ConnectorException changed(Object source, String how, IOException cause) {
    return new ConnectorException(
        Kind.CHANGED, "the source of " + Printable.name(source) + " " + how, cause);
  }
}
