package org.oeleo.ssh.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/**
 * An ssh_config file. It says which host keys are trusted, so as in ssh nobody but its reader and
 * root may have written it. Immutable.
 *
 * @param account of its reader
 */
record ConfigFile(Path path, String account) {
  private static final Set<PosixFilePermission> WRITING_OF_OTHERS =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  /** What the JDK calls an account without a name; to whom a file belongs is then not known. */
  private static final String NAMELESS = "?";

  /** Others may change the file; the message says which file, and what to do. */
  static final class UntrustedException extends IOException {
    private static final long serialVersionUID = 1L;

    UntrustedException(String message) {
      super(message);
    }
  }

  /** Its lines; none if it is not there. */
  List<String> lines() throws IOException {
    try {
      if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        requireTrusted(Files.readAttributes(path, PosixFileAttributes.class));
      }
      return Files.readAllLines(path);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private void requireTrusted(PosixFileAttributes attributes) throws UntrustedException {
    if (attributes.permissions().stream().anyMatch(WRITING_OF_OTHERS::contains)) {
      throw new UntrustedException(path + " may be changed by others: chmod go-w it");
    }
    String owner = attributes.owner().getName();
    if (!account.equals(NAMELESS) && !owner.equals(account) && !owner.equals("root")) {
      throw new UntrustedException(
          path + " belongs to " + owner + ": it must belong to " + account + " or root");
    }
  }
}
