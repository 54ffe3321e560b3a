package org.oeleo.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.oeleo.spi.Capabilities;
import org.oeleo.spi.Capability;
import org.oeleo.spi.HashAlgorithm;

/** What the file system below a root can do, found out without writing. */
final class Traits {
  private static final int NAMES_TRIED = 16;

  private Traits() {}

  static Capabilities of(Tree tree, Durability durability) {
    Set<Capability> flags = EnumSet.of(
        Capability.MOVE,
        Capability.RESUME,
        Capability.SET_MODIFIED,
        Capability.FOLDERS,
        Capability.LOCAL_FILES,
        Capability.FREE_SPACE,
        Capability.CREATE_ROOT);
    if (ignoresCase(tree.root())) {
      flags.add(Capability.CASE_INSENSITIVE);
    }
    if (tree.role() == FolderRole.ENTRY) {
      flags.add(Capability.WHOLE_FOLDERS);
    }
    if (durability.inGroups()) {
      flags.add(Capability.SYNC_IN_GROUPS);
    }
    return new Capabilities(
        flags, List.of(HashAlgorithm.SHA256, HashAlgorithm.MD5), timePrecision(tree.root()));
  }

  /**
   * What the file system keeps of a modified time. Java 17 sets times through a held folder in
   * microseconds, so nothing finer is promised.
   */
  private static Duration timePrecision(Path root) {
    String system;
    try {
      system = Files.getFileStore(root).type().toLowerCase(Locale.ROOT);
    } catch (IOException missing) {
      return Duration.ofNanos(1_000);
    }
    return switch (system) {
      case "vfat", "msdos", "fat", "fat32", "exfat" -> Duration.ofSeconds(2);
      case "hfs", "hfsplus", "ext2", "ext3", "nfs", "fuse", "fuse.sshfs", "9p" ->
        Duration.ofSeconds(1);
      default -> Duration.ofNanos(1_000);
    };
  }

  /**
   * Asks the names that are there, then the root's own, then the habits of the operating system.
   */
  private static boolean ignoresCase(Path root) {
    try (DirectoryStream<Path> names = Files.newDirectoryStream(root)) {
      int tried = 0;
      for (Path place : names) {
        if (hasCase(place) && !Files.isSymbolicLink(place)) {
          return isFoundInOtherCase(place);
        }
        if (++tried == NAMES_TRIED) {
          break;
        }
      }
      if (hasCase(root) && isOnParentsFileSystem(root)) {
        return isFoundInOtherCase(root);
      }
    } catch (IOException untold) {
      return byHabit(root);
    }
    return byHabit(root);
  }

  /**
   * File systems in which no name has told otherwise: those fold case wherever they are mounted.
   */
  private static final Set<String> FOLDING =
      Set.of("vfat", "msdos", "fat", "fat32", "exfat", "cifs", "smb3", "smb2", "smbfs", "hfs");

  private static boolean byHabit(Path root) {
    try {
      if (FOLDING.contains(Files.getFileStore(root).type().toLowerCase(Locale.ROOT))) {
        return true;
      }
    } catch (IOException missing) {
      // Then what the operating system is used to has to do.
    }
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return File.separatorChar == '\\' || system.startsWith("mac");
  }

  /** Names beyond ASCII are passed over: another locale may not even be able to spell them. */
  private static boolean hasCase(Path place) {
    String name = place.getFileName() == null ? "" : place.getFileName().toString();
    return name.chars().allMatch(c -> c < 0x80) && !otherCase(name).equals(name);
  }

  private static boolean isOnParentsFileSystem(Path root) throws IOException {
    Path parent = root.getParent();
    return parent != null && Files.getFileStore(parent).equals(Files.getFileStore(root));
  }

  private static boolean isFoundInOtherCase(Path place) throws IOException {
    Path other = place.resolveSibling(otherCase(place.getFileName().toString()));
    return Files.exists(other) && Files.isSameFile(place, other);
  }

  /** ASCII letters only: what else is one letter in two cases, file systems disagree on. */
  private static String otherCase(String name) {
    StringBuilder swapped = new StringBuilder(name);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        swapped.setCharAt(i, (char) (c ^ 0x20));
      }
    }
    return swapped.toString();
  }
}
