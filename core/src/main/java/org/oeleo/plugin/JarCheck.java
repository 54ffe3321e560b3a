package org.oeleo.plugin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.oeleo.spi.Printable;

/** What a class loader would otherwise pass over in silence. Stateless. */
final class JarCheck {
  /** A jar beside this one: it is looked at as well, or not there. */
  private static final Pattern BESIDE = Pattern.compile("[^/\\\\:%?#]+\\.jar");

  private static final String INDEX = "META-INF/INDEX.LIST";

  private JarCheck() {}

  /** Why this is no jar, or one that would bring in others from elsewhere. */
  static Optional<String> objection(Path file) {
    try (JarFile jar = new JarFile(file.toFile())) {
      return named(jar).stream()
          .filter(name -> !BESIDE.matcher(name).matches())
          .findFirst()
          .map(name -> Printable.name(file) + " brings in what is not in its folder: "
              + Printable.name(name));
    } catch (IOException e) {
      return Optional.of(
          Printable.name(file) + " is not a jar that can be read: " + e.getMessage());
    }
  }

  /** What a class loader reads because this jar names it. */
  private static List<String> named(JarFile jar) throws IOException {
    List<String> names = new ArrayList<>();
    Manifest manifest = jar.getManifest();
    if (manifest != null) {
      String path = manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      names.addAll(
          path == null || path.isBlank() ? List.of() : List.of(path.strip().split("\\s+")));
    }
    JarEntry index = jar.getJarEntry(INDEX);
    if (index != null) {
      try (BufferedReader lines = new BufferedReader(
          new InputStreamReader(jar.getInputStream(index), StandardCharsets.UTF_8))) {
        lines.lines().filter(line -> line.endsWith(".jar")).forEach(names::add);
      }
    }
    return names;
  }
}
