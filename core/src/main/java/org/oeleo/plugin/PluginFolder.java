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
import java.util.stream.Stream;
import org.oeleo.spi.ConnectorProvider;
import org.oeleo.spi.Printable;

/**
 * A folder with the jars of one connector, opened when first asked and then for the life of the
 * program. Safe for many threads.
 */
public final class PluginFolder {
  /** Whether the folder's name tells what is in it. */
  public enum Naming {
    /** It holds one connector, of the same name. */
    LIKE_ITS_CONNECTOR,
    /** It may hold anything. */
    FREE
  }

  private final Path folder;
  private final Naming naming;
  private Optional<ProviderScan<ConnectorProvider>> opened = Optional.empty();

  private PluginFolder(Path folder, Naming naming) {
    this.folder = folder;
    this.naming = naming;
  }

  /** The sub-folders of each of these that exists, by name. */
  public static List<PluginFolder> in(List<Path> parents, Naming naming) {
    List<PluginFolder> folders = new ArrayList<>();
    for (Path parent : parents) {
      try (Stream<Path> entries = Files.list(parent)) {
        entries
            .filter(Files::isDirectory)
            .sorted()
            .forEach(entry -> folders.add(new PluginFolder(entry, naming)));
      } catch (IOException e) {
        // One that exists and cannot be listed is told of as a folder that cannot be opened.
        if (Files.exists(parent)) {
          folders.add(new PluginFolder(parent, naming));
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
    Optional<Path> open = firstWritableByOthers(jars);
    if (open.isPresent()) {
      return nothing("is not used, because others may write to " + Printable.name(open.get())
          + "; take that permission away (chmod o-w)");
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
    boolean fits = naming == Naming.FREE
        || (scan.providers().size() == 1 && scan.providers().get(0).name().equals(name()));
    if (fits) {
      return scan;
    }
    List<String> names = scan.providers().stream().map(ConnectorProvider::name).toList();
    return nothing("must hold one connector called " + name() + ", but holds " + names);
  }

  private ProviderScan<ConnectorProvider> nothing(String why) {
    return new ProviderScan<>(List.of(), List.of(origin() + " " + why));
  }

  private Optional<Path> firstWritableByOthers(List<Path> jars) {
    List<Path> all = new ArrayList<>(jars);
    all.add(folder);
    Optional.ofNullable(folder.toAbsolutePath().getParent()).ifPresent(all::add);
    return all.stream().filter(PluginFolder::isWritableByOthers).findFirst();
  }

  private static boolean isWritableByOthers(Path path) {
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
