package org.oeleo.ssh.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
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
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    String start = endsInMidLine() ? "\n" : "";
    try (FileChannel file = FileChannel.open(path, options, only("rw-------"))) {
      file.write(ByteBuffer.wrap((start + line(host, key)).getBytes(StandardCharsets.UTF_8)));
      file.force(true);
    }
  }

  private static String line(String host, ServerKey key) {
    return host + " " + key.type() + " " + key.base64() + "\n";
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
    return isPosix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private boolean isPosix() {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** What it says without this host, which is taken out of every line that has no marker. */
  String without(String host) throws IOException {
    List<String> kept = new ArrayList<>();
    for (String line : text().split("(?<=\n)")) {
      kept.add(without(line, host));
    }
    return String.join("", kept);
  }

  private String text() throws IOException {
    try {
      return Files.readString(path, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return "";
    }
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

  /**
   * Says this instead, and this of a host at its end: all of it or, on an exception, nothing. A
   * link stays one, the mode stays as it is.
   */
  void rewrite(String text, String host, ServerKey key) throws IOException {
    if (!Files.exists(path)) {
      append(host, key);
      return;
    }
    String start = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    Path real = path.toRealPath();
    Path folder = real.toAbsolutePath().getParent();
    Path aside = Files.createTempFile(folder, "known_hosts", ".oeleo", only("rw-------"));
    try {
      write(aside, start + line(host, key));
      if (isPosix()) {
        Files.setPosixFilePermissions(aside, Files.getPosixFilePermissions(real));
      }
      Files.move(aside, real, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private static void write(Path file, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
