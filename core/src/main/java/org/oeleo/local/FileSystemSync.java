package org.oeleo.local;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Forces everything written to a file system at once, with {@code sync -f} of coreutils, since Java
 * has no call for Linux's {@code syncfs(2)}. Safe for many threads.
 *
 * <p>Only from Linux 5.8 on, where {@code syncfs} reports what could not be written (its manual
 * page).
 */
final class FileSystemSync {
  private static final Pattern RELEASE = Pattern.compile("(\\d+)\\.(\\d+).*");

  private final Path command;
  private volatile boolean refused;

  private FileSystemSync(Path command) {
    this.command = command;
  }

  /** Empty where the system does not offer it. */
  static Optional<FileSystemSync> ofThisMachine() {
    boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux");
    if (!linux || !reportsFailures(System.getProperty("os.version"))) {
      return Optional.empty();
    }
    for (Path place : List.of(Path.of("/usr/bin/sync"), Path.of("/bin/sync"))) {
      if (Files.isExecutable(place)) {
        return Optional.of(new FileSystemSync(place));
      }
    }
    return Optional.empty();
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
   * Forces the file systems of these folders. If that fails, forcing file by file tells which.
   *
   * @return whether it was done
   */
  boolean sync(Collection<Path> folders) throws IOException {
    if (refused) {
      return false;
    }
    List<String> call = new ArrayList<>(List.of(command.toString(), "-f"));
    onePerFileSystem(folders).forEach(folder -> call.add(folder.toString()));
    refused = !succeeds(call);
    return !refused;
  }

  private static boolean succeeds(List<String> call) throws InterruptedIOException {
    Process process;
    try {
      process = new ProcessBuilder(call)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      return false;
    }
    try {
      return process.waitFor() == 0;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the disk");
    }
  }

  private static Collection<Path> onePerFileSystem(Collection<Path> folders) throws IOException {
    Map<Object, Path> byDevice = new HashMap<>();
    for (Path folder : folders) {
      try {
        byDevice.putIfAbsent(Files.getAttribute(folder, "unix:dev"), folder);
      } catch (NoSuchFileException goneMeanwhile) {
        // What is no longer there need not survive.
      }
    }
    return byDevice.values();
  }
}
