package org.oeleo.plugin;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;
import org.oeleo.spi.ConnectorProvider;
import org.oeleo.spi.Printable;

/**
 * A folder with the jars of one connector, opened when first asked and then for the life of the
 * program. Safe for many threads.
 */
public final class PluginFolder {
  /** What is asked of the folder before anything in it is run. */
  private interface Guard {
    /** Why it is not used. */
    Optional<String> objection(Path folder, List<Path> jars);
  }

  private final Path folder;
  private final boolean ours;
  private final Guard guard;
  private Optional<ProviderScan<ConnectorProvider>> opened = Optional.empty();

  private PluginFolder(Path folder, boolean ours, Guard guard) {
    this.folder = folder;
    this.ours = ours;
    this.guard = guard;
  }

  /**
   * Those of this program in each of these that exists, by name. One holds one connector, of the
   * same name, and is as safe as the rest of the installation.
   */
  public static List<PluginFolder> shipped(List<Path> parents) {
    return in(parents, folder -> new PluginFolder(folder, true, PluginFolder::installation));
  }

  /** Those of third parties; what nobody but root and this user may write to is used. */
  public static List<PluginFolder> foreign(List<Path> parents) {
    return in(parents, folder -> new PluginFolder(folder, false, PluginFolder::strangers));
  }

  /** The same, and of those only what is in {@code list}, a file as sha256sum writes it. */
  public static List<PluginFolder> foreign(List<Path> parents, Path list) {
    Guard guard = (folder, jars) -> strangers(folder, jars).or(() -> unlisted(list, jars));
    return in(parents, folder -> new PluginFolder(folder, false, guard));
  }

  private static List<PluginFolder> in(List<Path> parents, Function<Path, PluginFolder> made) {
    List<PluginFolder> folders = new ArrayList<>();
    for (Path parent : parents) {
      try (Stream<Path> entries = Files.list(parent)) {
        entries
            .filter(Files::isDirectory)
            .sorted()
            .forEach(entry -> folders.add(made.apply(entry)));
      } catch (IOException e) {
        // One that exists and cannot be listed is told of as a folder that cannot be opened.
        if (Files.exists(parent)) {
          folders.add(made.apply(parent));
        }
      }
    }
    return folders;
  }

  /** The folder's own name. */
  public String name() {
    return folder.getFileName().toString();
  }

  /** Where it is, for a person. */
  public String origin() {
    return Printable.name(folder);
  }

  /** Whether {@link #open} was called before. */
  public synchronized boolean isOpen() {
    return opened.isPresent();
  }

  /** The connectors in it; loads their classes at the first call. */
  public synchronized ProviderScan<ConnectorProvider> open() {
    if (opened.isEmpty()) {
      opened = Optional.of(load());
    }
    return opened.get();
  }

  private ProviderScan<ConnectorProvider> load() {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
      found.forEach(jars::add);
    } catch (IOException e) {
      return nothing("cannot be read: " + e);
    }
    if (jars.isEmpty()) {
      return nothing("holds no jar");
    }
    jars.sort(null);
    Optional<String> objection = guard.objection(folder, jars);
    if (objection.isPresent()) {
      return nothing("is not used, because " + objection.get());
    }
    return checked(ProviderScan.connectors(
        ServiceLoader.load(ConnectorProvider.class, loader(jars)), origin()));
  }

  // Never closed: classes of the connector are loaded from it for as long as the program runs.
  private ClassLoader loader(List<Path> jars) {
    URL[] urls = jars.stream().map(PluginFolder::url).toArray(URL[]::new);
    return new URLClassLoader("connector " + name(), urls, new ApiClassLoader());
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("the path of a jar is no URL: " + jar, e);
    }
  }

  private ProviderScan<ConnectorProvider> checked(ProviderScan<ConnectorProvider> scan) {
    if (scan.providers().isEmpty()) {
      return scan.warnings().isEmpty() ? nothing("holds no connector") : scan;
    }
    boolean fits =
        !ours || (scan.providers().size() == 1 && scan.providers().get(0).name().equals(name()));
    if (fits) {
      return scan;
    }
    List<String> names = scan.providers().stream().map(ConnectorProvider::name).toList();
    return nothing("must hold one connector called " + name() + ", but holds " + names);
  }

  private ProviderScan<ConnectorProvider> nothing(String why) {
    return new ProviderScan<>(List.of(), List.of(origin() + " " + why));
  }

  private static Optional<String> strangers(Path folder, List<Path> jars) {
    List<Path> guarded = new ArrayList<>(List.of(parent(folder), folder));
    guarded.addAll(jars);
    return guarded.stream()
        .flatMap(path -> WriteAccess.objection(path).stream())
        .findFirst()
        .or(() -> jars.stream().flatMap(jar -> JarCheck.objection(jar).stream()).findFirst());
  }

  /** The folder above, which may be reached by a link, because a person has named it. */
  private static Path parent(Path folder) {
    Path parent = Optional.ofNullable(folder.toAbsolutePath().getParent()).orElse(folder);
    try {
      return parent.toRealPath();
    } catch (IOException e) {
      return parent;
    }
  }

  /** What is hashed here is what is loaded: nobody else may change it in between. */
  private static Optional<String> unlisted(Path list, List<Path> jars) {
    try {
      AllowList allowed = AllowList.of(list);
      for (Path jar : jars) {
        Optional<String> objection = allowed.objection(jar);
        if (objection.isPresent()) {
          return objection;
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("the list of allowed jars, " + Printable.name(list) + ", cannot be used: "
          + e.getMessage());
    }
  }

  /** Who may write to our own jars may write to all of this program; only the worst is refused. */
  private static Optional<String> installation(Path folder, List<Path> jars) {
    List<Path> all = new ArrayList<>(jars);
    all.add(folder);
    Optional.ofNullable(folder.toAbsolutePath().getParent()).ifPresent(all::add);
    return all.stream()
        .filter(PluginFolder::isWritableByEverybody)
        .findFirst()
        .map(path -> "others may write to " + Printable.name(path)
            + "; take that permission away (chmod o-w)");
  }

  private static boolean isWritableByEverybody(Path path) {
    try {
      return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_WRITE);
    } catch (UnsupportedOperationException e) {
      // Windows: the folders of an installation are protected by what they inherit.
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
