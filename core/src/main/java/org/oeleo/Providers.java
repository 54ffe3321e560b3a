package org.oeleo;

import java.nio.file.Path;
import java.util.List;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.BookkeeperProvider;
import org.oeleo.spi.ConnectorProvider;

/** The connectors and bookkeepers there are. Safe for many threads. */
public final class Providers {
  /** What was found, and where: {@code class path} or the folder it was loaded from. */
  public record Found(ConnectorProvider provider, String origin) {}

  private final List<Found> connectors;
  private final List<BookkeeperProvider> bookkeepers;

  private Providers(List<Found> connectors, List<BookkeeperProvider> bookkeepers) {
    this.connectors = List.copyOf(connectors);
    this.bookkeepers = List.copyOf(bookkeepers);
  }

  /** Those on the class path or module path. */
  public static Providers onClassPath() {
    return discover(List.of(), List.of());
  }

  /** Those on the class path, and those in the sub-folders of these two kinds of folders. */
  public static Providers discover(List<Path> shipped, List<Path> plugins) {
    List<Found> found = java.util.ServiceLoader.load(ConnectorProvider.class).stream()
        .map(p -> new Found(p.get(), "class path"))
        .toList();
    List<BookkeeperProvider> keepers =
        java.util.ServiceLoader.load(BookkeeperProvider.class).stream()
            .map(java.util.ServiceLoader.Provider::get)
            .toList();
    return new Providers(found, keepers);
  }

  /** All connectors, by name. */
  public List<Found> connectors() throws SettingsException {
    return connectors;
  }

  /** What could not be loaded and why, one line each; the others are not affected. */
  public List<String> warnings() {
    return List.of();
  }

  /** The connector called {@code name}, as {@code variable} asks for it. */
  public ConnectorProvider connector(String name, String variable) throws SettingsException {
    return connectors.stream()
        .map(Found::provider)
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new SettingsException(variable, "names no connector: " + name));
  }

  /** The connector for roots such as {@code scheme://…}, as {@code variable} has it. */
  public ConnectorProvider connectorOfScheme(String scheme, String variable)
      throws SettingsException {
    return connectors.stream()
        .map(Found::provider)
        .filter(p -> p.schemes().contains(scheme))
        .findFirst()
        .orElseThrow(() ->
            new SettingsException(variable, "has a scheme that no connector knows: " + scheme));
  }

  /** All bookkeepers, by name. */
  public List<BookkeeperProvider> bookkeepers() {
    return bookkeepers;
  }

  /** The bookkeeper called {@code name}, as {@code variable} asks for it. */
  public BookkeeperProvider bookkeeper(String name, String variable) throws SettingsException {
    return bookkeepers.stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new SettingsException(variable, "names no bookkeeper: " + name));
  }
}
