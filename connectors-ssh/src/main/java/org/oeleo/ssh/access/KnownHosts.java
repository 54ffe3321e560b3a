package org.oeleo.ssh.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What known_hosts files say; as they were when read. Immutable. */
record KnownHosts(List<KnownLine> lines) {
  KnownHosts {
    lines = List.copyOf(lines);
  }

  /** What is known about a key, and from where. */
  record Finding(Standing standing, Optional<KnownLine> line) {}

  /** Reads all of the files; one that is not there says nothing, one that cannot be read throws. */
  static KnownHosts read(List<Path> files) throws IOException {
    List<KnownLine> lines = new ArrayList<>();
    for (Path file : files) {
      String text;
      try {
        // Comments may be in any encoding, and must not keep the rest from being read.
        text = Files.readString(file, StandardCharsets.ISO_8859_1);
      } catch (NoSuchFileException e) {
        continue;
      }
      lines.addAll(of(text, file).lines);
    }
    return new KnownHosts(lines);
  }

  /** What this text of a file says. */
  static KnownHosts of(String text, Path file) {
    List<KnownLine> lines = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      KnownLine.parse(line, file + ":" + number).ifPresent(lines::add);
    }
    return new KnownHosts(lines);
  }

  /** This and then those. */
  KnownHosts and(KnownHosts others) {
    return new KnownHosts(Stream.concat(lines.stream(), others.lines.stream()).toList());
  }

  /** Compares the key of the host that has these names; a later name can only make it known. */
  Finding find(List<String> names, ServerKey key) {
    Finding finding = find(names.get(0), key);
    for (String name : names) {
      Finding other = find(name, key);
      boolean counts = other.standing == Standing.KNOWN || other.standing == Standing.REVOKED;
      if (finding.standing == Standing.UNKNOWN && counts) {
        finding = other;
      }
    }
    return finding;
  }

  private Finding find(String name, ServerKey key) {
    Finding best = new Finding(Standing.UNKNOWN, Optional.empty());
    for (KnownLine line : lines) {
      Standing standing = standing(line, name, key);
      if (rank(standing) > rank(best.standing)) {
        best = new Finding(standing, Optional.of(line));
      }
    }
    return best;
  }

  private static int rank(Standing standing) {
    return switch (standing) {
      case UNKNOWN -> 0;
      case OTHER_TYPE -> 1;
      case CHANGED -> 2;
      case KNOWN -> 3;
      case REVOKED -> 4;
    };
  }

  private static Standing standing(KnownLine line, String name, ServerKey key) {
    boolean same = line.key().equals(key);
    return switch (line.marker()) {
      case REVOKED -> same && line.isAbout(name) ? Standing.REVOKED : Standing.UNKNOWN;
      case CERT_AUTHORITY, OTHER -> Standing.UNKNOWN;
      case NONE -> {
        if (!line.isAbout(name)) {
          yield Standing.UNKNOWN;
        }
        if (same) {
          yield Standing.KNOWN;
        }
        yield line.key().type().equals(key.type()) ? Standing.CHANGED : Standing.OTHER_TYPE;
      }
    };
  }

  /** The types of the keys that are known of this host. */
  List<String> typesOf(List<String> names) {
    return lines.stream()
        .filter(line -> line.marker() == KnownLine.Marker.NONE)
        .filter(line -> names.stream().anyMatch(line::isAbout))
        .map(line -> line.key().type())
        .distinct()
        .toList();
  }

  /** The lines with this marker about this host. */
  List<KnownLine> marked(KnownLine.Marker marker, List<String> names) {
    return lines.stream()
        .filter(line -> line.marker() == marker)
        .filter(line -> names.stream().anyMatch(line::isAbout))
        .toList();
  }
}
