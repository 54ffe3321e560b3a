package org.oeleo.ssh.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A file with a private key, as it lies on the disk. One thread at a time. */
final class KeyFile {
  private static final long LARGEST = 1024 * 1024;

  private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.of(
      PosixFilePermission.OWNER_READ,
      PosixFilePermission.OWNER_WRITE,
      PosixFilePermission.OWNER_EXECUTE));

  private final byte[] content;
  private final Optional<byte[]> certificate;

  private KeyFile(byte[] content, Optional<byte[]> certificate) {
    this.content = content;
    this.certificate = certificate;
  }

  /** Reads a key that nobody else can read, as ssh does. */
  static KeyFile read(Path file) throws Identities.UnusableKeyException {
    try {
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")
          && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
        throw new Identities.UnusableKeyException(
            "is not used, since others may read or change it: chmod 600 it");
      }
      if (Files.size(file) > LARGEST) {
        throw new Identities.UnusableKeyException("is too large for a key");
      }
      Path certificate = file.resolveSibling(file.getFileName() + "-cert.pub");
      return new KeyFile(
          Files.readAllBytes(file),
          Files.isReadable(certificate)
              ? Optional.of(Files.readAllBytes(certificate))
              : Optional.empty());
    } catch (NoSuchFileException e) {
      throw new Identities.UnusableKeyException("is not there", e);
    } catch (Identities.UnusableKeyException e) {
      throw e;
    } catch (IOException e) {
      throw new Identities.UnusableKeyException("cannot be read (" + e + ")", e);
    }
  }

  byte[] content() {
    return content;
  }

  /** What an authority says about the key, if that lies beside it. */
  Optional<byte[]> certificate() {
    return certificate;
  }

  /** What sort of file it is, for a person. */
  String format() {
    String start = new String(content, 0, Math.min(200, content.length), StandardCharsets.US_ASCII);
    if (start.isBlank()) {
      return "an empty file";
    }
    if (start.startsWith("ssh-") || start.startsWith("ecdsa-")) {
      return "a public key, not the private one";
    }
    if (start.startsWith("PuTTY-User-Key-File-")) {
      return "PuTTY format";
    }
    int begin = start.indexOf("-----BEGIN ");
    if (begin < 0) {
      return "no format of a key";
    }
    return switch (start.substring(begin + 11).split("-----")[0]) {
      case "OPENSSH PRIVATE KEY" -> "OpenSSH format";
      case "PRIVATE KEY" -> "PKCS#8 format";
      case "ENCRYPTED PRIVATE KEY" -> "encrypted PKCS#8 format";
      case "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY" -> "PEM format";
      default -> "PEM of something else than a private key";
    };
  }
}
