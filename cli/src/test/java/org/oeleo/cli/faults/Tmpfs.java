package org.oeleo.cli.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small disk of its own, mounted over a folder until it is closed. Needs the right to mount; the
 * test is skipped, and says so, without it.
 */
record Tmpfs(Path folder) implements AutoCloseable {
  /** With options of {@code mount -t tmpfs}, such as {@code size=1m,nr_inodes=50}. */
  static Tmpfs over(Path folder, String options) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Tool.need("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString());
    return new Tmpfs(folder);
  }

  /** Mounts it anew with other options, its files kept. */
  void remount(String options) throws IOException, InterruptedException {
    Tool.run("mount", "-o", "remount," + options, folder.toString());
  }

  /** Takes it away, even from under those who use it; the folder below comes to light. */
  void vanish() throws IOException, InterruptedException {
    Tool.run("umount", "-l", folder.toString());
  }

  @Override
  public void close() throws IOException {
    try {
      new ProcessBuilder("umount", "-l", folder.toString()).start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
