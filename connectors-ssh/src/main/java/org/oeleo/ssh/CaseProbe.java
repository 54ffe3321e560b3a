package org.oeleo.ssh;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.oeleo.spi.Links;
import org.oeleo.spi.NameBytes;
import org.oeleo.ssh.sftp.Attributes;
import org.oeleo.ssh.sftp.FolderReading;
import org.oeleo.ssh.sftp.Name;
import org.oeleo.ssh.sftp.SftpClient;
import org.oeleo.ssh.sftp.SftpException;

/**
 * Finds out, without writing, whether names below a root that differ only in case are one file
 * there. One thread.
 */
final class CaseProbe {
  private final SftpClient client;
  private final RemoteTree tree;
  private final Sight sight;

  CaseProbe(SftpClient client, RemoteTree tree) {
    this.client = client;
    this.tree = tree;
    this.sight = new Sight(tree, Links.SKIP);
  }

  /** Asks a name that is there, then the root's own, which may be on another file system. */
  boolean ignoresCase() throws IOException {
    Set<String> names = firstNames();
    Optional<String> telling = names.stream()
        .filter(name -> !otherCase(name).equals(name) && !names.contains(otherCase(name)))
        .findFirst();
    if (telling.isPresent()) {
      String folder = tree.root() + "/";
      return isSame(folder + telling.get(), folder + otherCase(telling.get()));
    }
    int last = tree.root().lastIndexOf('/') + 1;
    String other = tree.root().substring(0, last) + otherCase(tree.root().substring(last));
    return !other.equals(tree.root()) && isSame(tree.root(), other);
  }

  /** None of a root that is missing, or may not be read; that is for others to tell. */
  private Set<String> firstNames() throws IOException {
    try (FolderReading reading = FolderReading.start(client, tree.place())) {
      List<Name> names = reading.next().orElse(List.of());
      return names.stream().map(name -> NameBytes.toText(name.name())).collect(Collectors.toSet());
    } catch (SftpException e) {
      return Set.of();
    }
  }

  private boolean isSame(String one, String other) throws IOException {
    Optional<Attributes> there = sight.look(client, NameBytes.toBytes(one));
    return there.isPresent() && there.equals(sight.look(client, NameBytes.toBytes(other)));
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
