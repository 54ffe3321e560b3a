package org.oeleo.plugin;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.oeleo.spi.BookkeeperProvider;
import org.oeleo.spi.ConnectorProvider;

/**
 * What one service loader gave: the providers that work, and a line on each that does not.
 * Immutable.
 *
 * @param providers in the order found
 * @param warnings one line each, naming where it is
 */
public record ProviderScan<P>(List<P> providers, List<String> warnings) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

  /** A loader that fails this often in a row has nothing left to give. */
  private static final int MOST_FAILURES = 100;

  /** Copies both lists. */
  public ProviderScan {
    providers = List.copyOf(providers);
    warnings = List.copyOf(warnings);
  }

  /** The connectors of {@code loader}; each is asked all it can be asked without opening it. */
  public static ProviderScan<ConnectorProvider> connectors(
      ServiceLoader<ConnectorProvider> loader, String origin) {
    return scan(loader, origin, KnownConnector::of);
  }

  /** The bookkeepers of {@code loader}. */
  public static ProviderScan<BookkeeperProvider> bookkeepers(
      ServiceLoader<BookkeeperProvider> loader, String origin) {
    return scan(loader, origin, provider -> {
      checkName(provider.name());
      return provider;
    });
  }

  static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "its name '" + name + "' is not made of lower-case letters, digits and -");
    }
  }

  private static <P> ProviderScan<P> scan(
      ServiceLoader<P> loader, String origin, Function<P, P> probe) {
    List<P> providers = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    Iterator<P> iterator = loader.iterator();
    int failures = 0;
    // By hand and not for-each: both hasNext and next may throw, and go on behind the broken one.
    while (failures < MOST_FAILURES) {
      try {
        if (!iterator.hasNext()) {
          break;
        }
        providers.add(probe.apply(iterator.next()));
        failures = 0;
      } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
        failures++;
        warnings.add("a connector or bookkeeper in " + origin + " is left out: " + reason(e));
      }
    }
    return new ProviderScan<>(providers, warnings.stream().distinct().toList());
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    StringBuilder text = new StringBuilder(line(failure));
    for (int depth = 0; cause.getCause() != null && depth < 5; depth++) {
      cause = cause.getCause();
      text.append("; ").append(line(cause));
    }
    return advice(cause) + text;
  }

  /** What a failure to link means for whoever has installed the plugin. */
  static String advice(Throwable failure) {
    if (failure instanceof UnsupportedClassVersionError) {
      return "it is made for a newer Java than this, " + Runtime.version().feature() + ": ";
    }
    if (failure instanceof IncompatibleClassChangeError) {
      return "it is made for another version of oeleo: ";
    }
    return failure instanceof NoClassDefFoundError || failure instanceof ClassNotFoundException
        ? "a class is missing, of another version of oeleo or of a jar that belongs beside it: "
        : "";
  }

  private static String line(Throwable failure) {
    String message = Optional.ofNullable(failure.getMessage()).orElse("");
    return failure instanceof ServiceConfigurationError || failure instanceof RuntimeException
        ? message.isEmpty() ? failure.getClass().getSimpleName() : message
        : failure.getClass().getSimpleName() + (message.isEmpty() ? "" : " " + message);
  }
}
