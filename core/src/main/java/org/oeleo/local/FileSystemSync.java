package org.oeleo.local;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;

/**
 * Forces everything written to a file system at once, with {@code sync -f} of coreutils, since Java
 * has no call for Linux's {@code syncfs(2)}. Safe for many threads.
 *
 * <p>Only where a success means something: from Linux 5.8 on, where {@code syncfs} reports what
 * could not be written (its manual page); on file systems that keep to that, which those in user
 * space, of networks and of layers do not; and not with BusyBox, which does not look at the answer.
 */
final class FileSystemSync implements Closeable {
  private static final Pattern RELEASE = Pattern.compile("(\\d+)\\.(\\d+).*");
  private static final Set<String> RELIABLE = Set.of("ext4", "xfs", "btrfs");

  /**
   * Whether it ever failed in this process. A file system reports a loss once, to whoever asks
   * first; from then on only each file itself can be asked.
   */
  private static final AtomicBoolean FAILED = new AtomicBoolean();

  private final Path command;
  private final Set<Process> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private FileSystemSync(Path command) {
    this.command = command;
  }

  /** For folders below this one; empty where it is not to be relied on. */
  static Optional<FileSystemSync> of(Path root) {
    boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux");
    if (!linux || !reportsFailures(System.getProperty("os.version"))) {
      return Optional.empty();
    }
    try {
      if (!isReliable(root)) {
        return Optional.empty();
      }
      for (Path place : List.of(Path.of("/usr/bin/sync"), Path.of("/bin/sync"))) {
        if (Files.isExecutable(place)
            && !place.toRealPath().getFileName().toString().contains("busybox")) {
          return Optional.of(new FileSystemSync(place));
        }
      }
      return Optional.empty();
    } catch (IOException untold) {
      return Optional.empty();
    }
  }

  /** A folder that is not there yet will be where its parent is. */
  private static boolean isReliable(Path folder) throws IOException {
    Path there = folder.toAbsolutePath();
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    return RELIABLE.contains(Files.getFileStore(there).type());
  }

  static boolean reportsFailures(String release) {
    Matcher parts = RELEASE.matcher(release);
    if (!parts.matches()) {
      return false;
    }
    int major = Integer.parseInt(parts.group(1));
    return major > 5 || (major == 5 && Integer.parseInt(parts.group(2)) >= 8);
  }

  /**
   * Forces the file systems of these folders.
   *
   * @return whether it was done; if not, forcing file by file tells what is wrong
   */
  boolean sync(Collection<Path> folders) throws IOException {
    Optional<Collection<Path>> systems = onePerFileSystem(folders);
    if (FAILED.get() || systems.isEmpty()) {
      return false;
    }
    List<String> call = new ArrayList<>(List.of(command.toString(), "-f"));
    systems.get().forEach(folder -> call.add(folder.toString()));
    if (!succeeds(call)) {
      FAILED.set(true);
    }
    // Also if another call failed meanwhile, which may have been told of what this one asked for.
    return !FAILED.get();
  }

  private boolean succeeds(List<String> call) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder(call)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      return false;
    }
    running.add(process);
    try {
      requireOpen(process);
      boolean done = process.waitFor() == 0;
      requireOpen(process);
      return done;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the disk");
    } finally {
      running.remove(process);
    }
  }

  private void requireOpen(Process process) throws ConnectorException {
    if (closed) {
      process.destroyForcibly();
      throw new ConnectorException(Kind.UNREACHABLE, "the connector is closed");
    }
  }

  /** Empty if one of them is not to be relied on. */
  private static Optional<Collection<Path>> onePerFileSystem(Collection<Path> folders)
      throws IOException {
    Map<Object, Path> byDevice = new HashMap<>();
    for (Path folder : folders) {
      try {
        Object device = Files.getAttribute(folder, "unix:dev");
        if (byDevice.putIfAbsent(device, folder) == null && !isReliable(folder)) {
          return Optional.empty();
        }
      } catch (NoSuchFileException goneMeanwhile) {
        // What is no longer there need not survive.
      }
    }
    return Optional.of(byDevice.values());
  }

  /** Frees whoever waits. */
  @Override
  public void close() {
    closed = true;
    running.forEach(Process::destroyForcibly);
  }
}
