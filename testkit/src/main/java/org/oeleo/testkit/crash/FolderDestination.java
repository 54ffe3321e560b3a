package org.oeleo.testkit.crash;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A folder of this machine. */
public record FolderDestination(Path root) implements Destination {
  @Override
  public Set<String> names() throws IOException {
    Set<String> names = new TreeSet<>();
    if (Files.isDirectory(root)) {
      Files.walkFileTree(root, new Collector(root, names));
    }
    return names;
  }

  @Override
  public InputStream open(String name) throws IOException {
    return Files.newInputStream(root.resolve(name));
  }

  /** Any write sets the change time, any replacement brings another inode. */
  @Override
  public Optional<String> stamp(String name) throws IOException {
    if (!root.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return Optional.empty();
    }
    try {
      return Optional.of(new TreeMap<>(Files.readAttributes(
              root.resolve(name), "unix:ino,ctime,size", LinkOption.NOFOLLOW_LINKS))
          .toString());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Files may come and go while it walks. */
  private static final class Collector extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Set<String> names;

    Collector(Path root, Set<String> names) {
      this.root = root;
      this.names = names;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      names.add(root.relativize(file).toString().replace(File.separatorChar, '/'));
      return FileVisitResult.CONTINUE;
    }

    /** One that was gone when it was looked at may be there again by now, under the same name. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (!(failure instanceof NoSuchFileException)) {
        throw failure;
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
