package org.oeleo.sharepoint.access;

import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.ITokenCacheAccessContext;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.oeleo.spi.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that keeps the sign-in of a person: a secret, for its owner only, replaced as a whole.
 * Several runs may use it at once; the last one that renews its tokens has the word.
 */
record SignInFile(Path file) implements ITokenCacheAccessAspect {
  private static final Logger LOG = LoggerFactory.getLogger(SignInFile.class);
  private static final FileAttribute<?>[] OWNERS_FOLDER = owners("rwx------");
  private static final FileAttribute<?>[] OWNERS_FILE = owners("rw-------");

  /** On Windows the folder of the account is closed to others anyway. */
  private static FileAttribute<?>[] owners(String rights) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }

  /** What was kept; empty if nobody has signed in. */
  Optional<String> read() throws IOException {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  void write(String text) throws IOException {
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    Files.createDirectories(folder, OWNERS_FOLDER);
    Path fresh = Files.createTempFile(folder, ".sign-in-", ".tmp", OWNERS_FILE);
    try {
      Files.writeString(fresh, text, StandardOpenOption.TRUNCATE_EXISTING);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** Before tokens are looked for. */
  @Override
  public void beforeCacheAccess(ITokenCacheAccessContext context) {
    try {
      read().ifPresent(context.tokenCache()::deserialize);
    } catch (IOException | RuntimeException e) {
      throw new Person.NobodySignedInException(
          "who has signed in cannot be read from " + Printable.name(file) + ": oeleo login", e);
    }
  }

  /** After tokens were renewed. */
  @Override
  public void afterCacheAccess(ITokenCacheAccessContext context) {
    if (!context.hasCacheChanged()) {
      return;
    }
    try {
      write(context.tokenCache().serialize());
    } catch (IOException e) {
      // This run has its tokens; one that comes later may have to renew them once more.
      LOG.warn("the sign-in in {} could not be renewed there", Printable.name(file), e);
    }
  }
}
