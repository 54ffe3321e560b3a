package org.oeleo;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.oeleo.spi.ConnectorProvider;

/** A jar of a third party, compiled when the test runs. */
final class PluginJar {
  static final String PROVIDER = """
      package third;
      import java.util.List;
      import org.oeleo.settings.*;
      import org.oeleo.spi.*;
      public class %1$s implements ConnectorProvider {
        public String name() { return "%2$s"; }
        public String description() { return %3$s; }
        public List<Setting<?>> settings() { return List.of(); }
        public Connector open(String root, Settings settings) { throw new IllegalStateException(root); }
      }
      """;

  private final Map<String, String> sources = new LinkedHashMap<>();
  private final List<String> providers = new ArrayList<>();
  private Optional<String> left = Optional.empty();
  private Optional<String> classPath = Optional.empty();
  private Optional<String> services = Optional.empty();
  private Optional<Integer> classVersion = Optional.empty();
  private final Map<String, String> texts = new LinkedHashMap<>();

  /** A connector that works. */
  static PluginJar of(String type, String name) {
    return new PluginJar().provider(type, PROVIDER.formatted(type, name, "\"a test\""));
  }

  PluginJar provider(String type, String source) {
    providers.add("third." + type);
    return source("third." + type, source);
  }

  PluginJar source(String type, String source) {
    sources.put(type, source);
    return this;
  }

  /** Compiled, but not in the jar. */
  PluginJar without(String type) {
    left = Optional.of(type.replace('.', '/') + ".class");
    return this;
  }

  /** Compiled against these classes instead of the ones of this program. */
  PluginJar against(Path classes) {
    classPath = Optional.of(classes.toString());
    return this;
  }

  /** Compiled against these classes, and where they have none against those of this program. */
  PluginJar againstAlso(Path classes) {
    classPath = Optional.of(classes + File.pathSeparator + api());
    return this;
  }

  /** With this text where the names of the providers should be. */
  PluginJar services(String text) {
    services = Optional.of(text);
    return this;
  }

  /** Of a Java that is yet to come. */
  PluginJar classVersion(int major) {
    classVersion = Optional.of(major);
    return this;
  }

  /** With one more entry, which is a text. */
  PluginJar text(String name, String text) {
    texts.put(name, text);
    return this;
  }

  /** Closed to others, whatever files are made like here. */
  static void close(Path path) throws IOException {
    if (Files.getFileStore(path).supportsFileAttributeView(PosixFileAttributeView.class)) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private byte[] versioned(byte[] type) {
    // The version is a number of two bytes, behind the magic number and the minor version.
    classVersion.ifPresent(major -> type[7] = major.byteValue());
    return type;
  }

  void in(Path folder) throws IOException {
    Files.createDirectories(folder);
    close(folder);
    writeTo(folder.resolve("p.jar"));
    close(folder.resolve("p.jar"));
  }

  void writeTo(Path place) throws IOException {
    Path classes = Files.createTempDirectory("plugin-classes");
    compile(classes);
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(place));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = classes.relativize(file).toString().replace('\\', '/');
        if (!left.equals(Optional.of(name))) {
          put(jar, name, versioned(Files.readAllBytes(file)));
        }
      }
      texts.putIfAbsent(
          "META-INF/services/org.oeleo.spi.ConnectorProvider",
          services.orElse(String.join("\n", providers) + "\n"));
      for (Map.Entry<String, String> text : texts.entrySet()) {
        put(jar, text.getKey(), text.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  void compile(Path classes) throws IOException {
    Path folder = Files.createTempDirectory("plugin-sources");
    List<String> options = new ArrayList<>(
        List.of("-d", classes.toString(), "-cp", classPath.orElse(api()), "-proc:none"));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = folder.resolve(source.getKey().replace('.', '/') + ".java");
      Files.createDirectories(file.getParent());
      options.add(Files.writeString(file, source.getValue()).toString());
    }
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    StringWriter messages = new StringWriter();
    PrintWriter out = new PrintWriter(messages, true);
    if (javac.run(out, out, options.toArray(String[]::new)) != 0) {
      throw new IllegalStateException("the plugin does not compile: " + messages);
    }
  }

  private static String api() {
    try {
      return Path.of(ConnectorProvider.class
              .getProtectionDomain()
              .getCodeSource()
              .getLocation()
              .toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void put(JarOutputStream jar, String name, byte[] bytes) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(bytes);
    jar.closeEntry();
  }
}
