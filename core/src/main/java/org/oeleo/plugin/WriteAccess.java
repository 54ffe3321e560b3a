package org.oeleo.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.oeleo.spi.Printable;

/**
 * Who may change what is to be run: nobody but root and the user who runs it, the rule of sshd's
 * StrictModes and of sudo. Stateless.
 */
final class WriteAccess {
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  /** How an English Windows calls those that everybody belongs to. */
  private static final Set<String> EVERYBODY =
      Set.of("everyone", "builtin\\users", "nt authority\\authenticated users");

  private static final Set<AclEntryPermission> WRITING = Set.of(
      AclEntryPermission.WRITE_DATA,
      AclEntryPermission.APPEND_DATA,
      AclEntryPermission.DELETE,
      AclEntryPermission.DELETE_CHILD,
      AclEntryPermission.WRITE_ACL,
      AclEntryPermission.WRITE_OWNER);

  private WriteAccess() {}

  /** Why {@code path}, itself and not what it may link to, is not safe, and how to mend that. */
  static Optional<String> objection(Path path) {
    String name = Printable.name(path);
    try {
      if (Files.isSymbolicLink(path)) {
        return Optional.of(name + " is a symbolic link; put there what it leads to");
      }
      PosixFileAttributeView posix =
          Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
      if (posix != null) {
        return objection(path, posix);
      }
      AclFileAttributeView acl = Files.getFileAttributeView(path, AclFileAttributeView.class);
      Optional<String> writer = acl == null ? Optional.empty() : everybody(acl.getAcl());
      return writer.map(who -> who + " may write to " + name + "; take that away: icacls \"" + name
          + "\" /inheritance:d /remove:g \"" + who + "\"");
    } catch (IOException e) {
      return Optional.of("nobody can tell who may write to " + name + ": " + e);
    }
  }

  private static Optional<String> objection(Path path, PosixFileAttributeView posix)
      throws IOException {
    String name = Printable.name(path);
    var attributes = posix.readAttributes();
    if (!Collections.disjoint(attributes.permissions(), OTHERS)) {
      return Optional.of("others may write to " + name + "; take that away: chmod go-w " + name);
    }
    boolean trusted = Integer.valueOf(0).equals(Files.getAttribute(path, "unix:uid"))
        || ourselves().contains(attributes.owner());
    return trusted
        ? Optional.empty()
        : Optional.of(name + " belongs to " + attributes.owner().getName()
            + ", not to root nor to " + System.getProperty("user.name")
            + "; change that: chown root " + name);
  }

  /** More than one way to ask: a container may know no name, and macOS has no /proc. */
  private static Set<UserPrincipal> ourselves() {
    Set<UserPrincipal> names = new HashSet<>();
    Path process = Path.of("/proc/self");
    try {
      if (Files.exists(process)) {
        names.add(Files.getOwner(process));
      }
      names.add(process
          .getFileSystem()
          .getUserPrincipalLookupService()
          .lookupPrincipalByName(System.getProperty("user.name")));
    } catch (IOException e) {
      return names;
    }
    return names;
  }

  /** Who of those that everybody belongs to may write. */
  static Optional<String> everybody(List<AclEntry> entries) {
    return entries.stream()
        .filter(entry -> entry.type() == AclEntryType.ALLOW
            && !Collections.disjoint(entry.permissions(), WRITING))
        .map(entry -> entry.principal().getName())
        .filter(name -> EVERYBODY.contains(name.toLowerCase(Locale.ROOT)))
        .findFirst();
  }
}
