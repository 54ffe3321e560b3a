package org.oeleo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.oeleo.plugin.PluginFolder;
import org.oeleo.plugin.ProviderScan;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.BookkeeperProvider;
import org.oeleo.spi.ConnectorProvider;
import org.oeleo.spi.Printable;

/**
 * The connectors and bookkeepers there are. A broken one is a warning and hides no other. Safe for
 * many threads.
 */
public final class Providers {
  private static final String CLASS_PATH = "class path";

  /** What was found, and where: {@code class path} or the folder it was loaded from. */
  public record Found(ConnectorProvider provider, String origin) {}

  private final List<Found> builtIn;
  private final List<BookkeeperProvider> bookkeepers;
  private final List<PluginFolder> shipped;
  private final List<PluginFolder> plugins;
  private final List<String> warnings;

  private Providers(
      ProviderScan<ConnectorProvider> connectors,
      ProviderScan<BookkeeperProvider> bookkeepers,
      List<PluginFolder> shipped,
      List<PluginFolder> plugins) {
    this.builtIn =
        connectors.providers().stream().map(p -> new Found(p, CLASS_PATH)).toList();
    this.bookkeepers = bookkeepers.providers().stream()
        .sorted(Comparator.comparing(BookkeeperProvider::name))
        .toList();
    this.shipped = shipped;
    this.plugins = plugins;
    this.warnings = Stream.concat(connectors.warnings().stream(), bookkeepers.warnings().stream())
        .toList();
  }

  /** Those on the class path or module path. */
  public static Providers onClassPath() {
    return discover(List.of(), List.of());
  }

  /**
   * Those on the class path, and those in the sub-folders of these two kinds of folders. Each
   * sub-folder has its jars and a class loader of its own. One of {@code shipped} is named like the
   * connector in it and is opened only when that one is asked for; those of {@code plugins} are of
   * third parties and are all opened at the first question, unless others may write to them. A
   * folder that is missing is fine.
   */
  public static Providers discover(List<Path> shipped, List<Path> plugins) {
    return of(shipped, PluginFolder.foreign(plugins));
  }

  /**
   * The same, and of third parties only jars whose hash is in {@code allowed}, a file as
   * {@code sha256sum} writes it.
   */
  public static Providers discover(List<Path> shipped, List<Path> plugins, Path allowed) {
    return of(shipped, PluginFolder.foreign(plugins, allowed));
  }

  private static Providers of(List<Path> shipped, List<PluginFolder> plugins) {
    return new Providers(
        ProviderScan.connectors(ServiceLoader.load(ConnectorProvider.class), CLASS_PATH),
        ProviderScan.bookkeepers(ServiceLoader.load(BookkeeperProvider.class), CLASS_PATH),
        PluginFolder.shipped(shipped),
        plugins);
  }

  /**
   * All connectors, by name.
   *
   * @throws SettingsException if two that come with this program have one name
   */
  public List<Found> connectors() throws SettingsException {
    List<Found> all = new ArrayList<>(ready());
    refuseTwins(all);
    shipped.forEach(folder -> all.addAll(in(folder)));
    all.sort(Comparator.comparing(found -> found.provider().name()));
    return all;
  }

  /** What is not used and why, one line each; the others are not affected. */
  public List<String> warnings() {
    List<String> all = new ArrayList<>(warnings);
    plugins.forEach(folder -> all.addAll(folder.open().warnings()));
    ofPlugins().forEach(found -> objection(found).ifPresent(all::add));
    // Those not opened yet are not opened for this: nobody has asked for them.
    shipped.stream()
        .filter(PluginFolder::isOpen)
        .forEach(f -> all.addAll(f.open().warnings()));
    return all;
  }

  /** The connector called {@code name}, as {@code variable} asks for it. */
  public ConnectorProvider connector(String name, String variable) throws SettingsException {
    List<Found> candidates = new ArrayList<>(ready());
    refuseTwins(candidates);
    shipped.stream()
        .filter(folder -> folder.name().equals(name))
        .forEach(folder -> candidates.addAll(in(folder)));
    Optional<Found> found =
        candidates.stream().filter(f -> f.provider().name().equals(name)).findFirst();
    if (found.isPresent()) {
      return found.get().provider();
    }
    throw new SettingsException(
        variable,
        "names a connector that is not there: " + Printable.name(name) + "; " + whatThereIs(name));
  }

  private String whatThereIs(String missed) {
    String reasons = reasons(missed);
    Stream<String> names = Stream.concat(
        ready().stream().map(f -> f.provider().name()), shipped.stream().map(PluginFolder::name));
    return reasons.isEmpty()
        ? "there are " + names.distinct().sorted().collect(Collectors.joining(", "))
        : reasons;
  }

  /** Why one that might be called so is not used. */
  private String reasons(String missed) {
    Stream<String> broken = Stream.concat(shipped.stream(), plugins.stream())
        .filter(folder -> folder.name().equals(missed))
        .flatMap(folder -> folder.open().warnings().stream());
    Stream<String> twins = ofPlugins().stream()
        .filter(found -> found.provider().name().equals(missed))
        .flatMap(found -> objection(found).stream());
    return Stream.concat(broken, twins).collect(Collectors.joining("; "));
  }

  /** The connector for roots such as {@code scheme://…}, as {@code variable} has it. */
  public ConnectorProvider connectorOfScheme(String scheme, String variable)
      throws SettingsException {
    boolean named = shipped.stream().anyMatch(folder -> folder.name().equals(scheme));
    // The likely one first, so that the others stay closed.
    if (named) {
      ConnectorProvider likely = connector(scheme, variable);
      if (likely.schemes().contains(scheme)) {
        return likely;
      }
    }
    List<Found> matching = connectors().stream()
        .filter(f -> f.provider().schemes().contains(scheme))
        .toList();
    if (matching.isEmpty()) {
      throw new SettingsException(
          variable,
          "begins with " + scheme + "://, which no connector knows"
              + (reasons(scheme).isEmpty() ? "" : "; " + reasons(scheme)));
    }
    if (matching.size() > 1) {
      throw new SettingsException(
          variable,
          "begins with " + scheme + "://, which two connectors claim: " + describe(matching));
    }
    return matching.get(0).provider();
  }

  /** All bookkeepers, by name. */
  public List<BookkeeperProvider> bookkeepers() {
    return bookkeepers;
  }

  /** The bookkeeper called {@code name}, as {@code variable} asks for it. */
  public BookkeeperProvider bookkeeper(String name, String variable) throws SettingsException {
    List<BookkeeperProvider> matching =
        bookkeepers.stream().filter(p -> p.name().equals(name)).toList();
    if (matching.size() == 1) {
      return matching.get(0);
    }
    String names =
        bookkeepers.stream().map(BookkeeperProvider::name).collect(Collectors.joining(", "));
    throw new SettingsException(
        variable,
        matching.isEmpty()
            ? "names a bookkeeper that is not there: " + Printable.name(name) + "; there are "
                + names
            : "names a bookkeeper that is on the class path twice: " + name);
  }

  /** Those that are known without opening what is shipped. */
  private List<Found> ready() {
    List<Found> ready = new ArrayList<>(builtIn);
    ofPlugins().stream().filter(found -> objection(found).isEmpty()).forEach(ready::add);
    return ready;
  }

  private List<Found> ofPlugins() {
    return plugins.stream().flatMap(folder -> in(folder).stream()).toList();
  }

  /**
   * Why a plugin's connector is not used although it could be loaded: another has its name. One of
   * ours is used then; of two plugins neither, because nobody can tell which is meant.
   */
  private Optional<String> objection(Found plugin) {
    String name = plugin.provider().name();
    Stream<String> ours = Stream.concat(
        builtIn.stream().filter(f -> f.provider().name().equals(name)).map(Found::origin),
        shipped.stream().filter(f -> f.name().equals(name)).map(PluginFolder::origin));
    Stream<String> others = ofPlugins().stream()
        .filter(found ->
            found.provider() != plugin.provider() && found.provider().name().equals(name))
        .map(Found::origin);
    return Stream.concat(ours, others)
        .findFirst()
        .map(other -> "the connector " + name + " in " + plugin.origin()
            + " is not used, because there is another of that name in " + other + "; remove one");
  }

  private static List<Found> in(PluginFolder folder) {
    return folder.open().providers().stream()
        .map(provider -> new Found(provider, folder.origin()))
        .toList();
  }

  /** Looks at names alone: what is shipped is called like its folder and need not be opened. */
  private void refuseTwins(List<Found> ready) throws SettingsException {
    Map<String, String> origins = new HashMap<>();
    for (PluginFolder folder : shipped) {
      refuseTwin(origins, folder.name(), folder.origin());
    }
    for (Found found : ready) {
      refuseTwin(origins, found.provider().name(), found.origin());
    }
  }

  private static void refuseTwin(Map<String, String> origins, String name, String origin)
      throws SettingsException {
    String other = origins.put(name, origin);
    if (other != null) {
      throw new SettingsException(
          "connector " + name,
          "is there twice: in " + other + " and in " + origin + "; remove one");
    }
  }

  private static String describe(List<Found> found) {
    return found.stream()
        .map(f -> f.provider().name() + " in " + f.origin())
        .collect(Collectors.joining(", "));
  }
}
