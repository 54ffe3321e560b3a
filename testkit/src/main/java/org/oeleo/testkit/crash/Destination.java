package org.oeleo.testkit.crash;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.HashAlgorithm;

/**
 * Where files arrive, looked at without oeleo's own connector. A connector plugs in by this. Safe
 * for many threads.
 */
public interface Destination {
  /** The names of all files there now, final and temporary, {@code /}-separated. */
  Set<String> names() throws IOException;

  /**
   * One file's bytes, of one version if files are replaced as a whole.
   *
   * @throws NoSuchFileException if it is not there
   */
  InputStream open(String name) throws IOException;

  /** The hash of a file; empty if it is not there. */
  default Optional<Checksum> hash(String name, HashAlgorithm algorithm) throws IOException {
    try (InputStream in = open(name)) {
      return Optional.of(Checksum.of(algorithm, in));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** What changes whenever the file does, if that costs less than its bytes. */
  default Optional<String> stamp(String name) throws IOException {
    return Optional.empty();
  }

  /** The SHA-256 of every file under a final name. */
  default Map<String, String> finalFiles() throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (String name : finalNames()) {
      hash(name, HashAlgorithm.SHA256).ifPresent(sum -> files.put(name, sum.value()));
    }
    return files;
  }

  /** The names that are not temporary. */
  default Set<String> finalNames() throws IOException {
    Set<String> names = new TreeSet<>(names());
    names.removeIf(Destination::isTemporary);
    return names;
  }

  /** Everything under a temporary name. */
  default Set<String> temporaryNames() throws IOException {
    Set<String> names = new TreeSet<>(names());
    names.removeIf(name -> !isTemporary(name));
    return names;
  }

  /** Whether oeleo gives such names to files on their way. */
  private static boolean isTemporary(String name) {
    return name.substring(name.lastIndexOf('/') + 1).startsWith(".oeleo-");
  }
}
