package org.oeleo.ssh.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A known_hosts file that is added to; what stands in it stays as it is. Immutable. */
record KnownHostsFile(Path path) {
  /** Adds a line with one write, so that of two programs neither harms the other's. */
  void append(String host, ServerKey key) throws IOException {
    makeFolder();
    String line = host + " " + key.type() + " " + key.base64() + "\n";
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    String start = endsInMidLine() ? "\n" : "";
    try (FileChannel file = FileChannel.open(path, options, only("rw-------"))) {
      file.write(ByteBuffer.wrap((start + line).getBytes(StandardCharsets.UTF_8)));
      file.force(true);
    }
  }

  private boolean endsInMidLine() throws IOException {
    if (!Files.exists(path) || Files.size(path) == 0) {
      return false;
    }
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      file.read(last, file.size() - 1);
      return last.get(0) != '\n';
    }
  }

  private void makeFolder() throws IOException {
    Optional<Path> folder = Optional.ofNullable(path.toAbsolutePath().getParent());
    if (folder.isPresent() && !Files.isDirectory(folder.get())) {
      Files.createDirectories(folder.get(), only("rwx------"));
    }
  }

  private FileAttribute<?>[] only(String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** Takes this host out of every line without a marker; the other lines and hosts stay. */
  void forget(String host) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    String text = Files.readString(path, StandardCharsets.ISO_8859_1);
    List<String> kept = new ArrayList<>();
    for (String line : text.split("(?<=\n)")) {
      kept.add(without(line, host));
    }
    replace(String.join("", kept));
  }

  private static String without(String line, String host) {
    Optional<KnownLine> known = KnownLine.parse(line, "");
    if (known.isEmpty()
        || known.get().marker() != KnownLine.Marker.NONE
        || !known.get().isAbout(host)) {
      return line;
    }
    String rest = known.get().names().stream()
        .filter(name -> !name.equalsIgnoreCase(host))
        .collect(Collectors.joining(","));
    if (known.get().isHashed() || rest.isEmpty()) {
      return "";
    }
    return line.replace(known.get().hosts(), rest);
  }

  private void replace(String text) throws IOException {
    Path real = path.toRealPath();
    Set<PosixFilePermission> permissions =
        path.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? Files.getPosixFilePermissions(real)
            : Set.of();
    Path aside = Files.createTempFile(real.getParent(), "known_hosts", ".oeleo");
    try {
      Files.writeString(aside, text, StandardCharsets.ISO_8859_1);
      if (!permissions.isEmpty()) {
        Files.setPosixFilePermissions(aside, permissions);
      }
      Files.move(aside, real, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(aside);
    }
  }
}
