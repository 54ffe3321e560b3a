package org.oeleo.plugin;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oeleo.spi.ConnectorProvider;
import org.slf4j.LoggerFactory;

/**
 * What a plugin sees of this program: the platform, and of everything else only the packages a
 * connector is written against. So no plugin can collide with a library of ours or of another
 * plugin, nor reach into the engine. Safe for many threads.
 */
final class ApiClassLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final List<String> OURS = List.of("org.oeleo.spi.", "org.oeleo.settings.");
  private static final String LOGGING = "org.slf4j.";

  ApiClassLoader() {
    super("oeleo-api", ClassLoader.getPlatformClassLoader());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    ClassLoader owner = owner(name);
    if (owner != null) {
      return owner.loadClass(name);
    }
    Class<?> found = super.loadClass(name, resolve);
    // Where this program is a set of modules, the platform's loader finds those as well.
    if (found.getClassLoader() == ApiClassLoader.class.getClassLoader()) {
      throw new ClassNotFoundException(name);
    }
    return found;
  }

  @Override
  protected @Nullable URL findResource(String name) {
    ClassLoader owner = owner(name.replace('/', '.'));
    return owner == null ? null : owner.getResource(name);
  }

  @Override
  protected Enumeration<URL> findResources(String name) throws IOException {
    ClassLoader owner = owner(name.replace('/', '.'));
    return owner == null ? Collections.emptyEnumeration() : owner.getResources(name);
  }

  private static @Nullable ClassLoader owner(String name) {
    if (OURS.stream().anyMatch(name::startsWith)) {
      return ConnectorProvider.class.getClassLoader();
    }
    return name.startsWith(LOGGING) ? LoggerFactory.class.getClassLoader() : null;
  }
}
