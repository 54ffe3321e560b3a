package org.oeleo.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Printable;

/**
 * Which jars may be loaded: a file as {@code sha256sum} writes it. What counts is the hash; the
 * name only tells a jar that has changed from one that was never allowed. Immutable.
 */
final class AllowList {
  private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64}) [ *](.+)");

  private final Path file;
  private final Set<String> hashes = new HashSet<>();
  private final Set<String> names = new HashSet<>();

  private AllowList(Path file, List<String> lines) throws IOException {
    this.file = file;
    for (String line : lines) {
      Matcher matcher = LINE.matcher(line.strip());
      if (matcher.matches()) {
        hashes.add(matcher.group(1).toLowerCase(Locale.ROOT));
        names.add(matcher.group(2).replaceFirst(".*[/\\\\]", ""));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        throw new IOException("a line is not as sha256sum writes it: " + line);
      }
    }
  }

  /** Reads it now; one that others may write to allows nothing. */
  static AllowList of(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("it is not there");
    }
    Path real = file.toRealPath();
    for (Path guarded : List.of(real, real.getParent())) {
      Optional<String> objection = WriteAccess.objection(guarded);
      if (objection.isPresent()) {
        throw new IOException(objection.get());
      }
    }
    return new AllowList(file, Files.readAllLines(real));
  }

  /** Why this jar must not be loaded. */
  Optional<String> objection(Path jar) throws IOException {
    String hash;
    try (InputStream in = Files.newInputStream(jar)) {
      hash = Checksum.of(HashAlgorithm.SHA256, in).value();
    }
    if (hashes.contains(hash)) {
      return Optional.empty();
    }
    String name = jar.getFileName().toString();
    return Optional.of(Printable.name(jar)
        + (names.contains(name) ? " is not the one in " : " is not in ") + Printable.name(file)
        + "; if it should be, add its line: " + hash + "  " + Printable.name(name));
  }
}
