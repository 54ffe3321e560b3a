package org.oeleo.s3.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Printable;

/** The address of a store that was configured. Immutable. */
record Server(URI uri) {
  /**
   * Reads it.
   *
   * @param origin where it was configured, for a person
   * @throws SettingsException if it is no address of a server
   */
  static Server parse(String text, String origin) throws SettingsException {
    if (text.indexOf('@') >= 0) {
      // What is before it may be a secret, so it is not repeated.
      throw new SettingsException(
          origin,
          "has an @: keys do not belong there, but into OELEO_ACCESS_KEY and"
              + " OELEO_SECRET_KEY");
    }
    try {
      URI uri = new URI(text.replaceFirst("/+$", ""));
      if (isServer(uri)) {
        return new Server(uri);
      }
    } catch (URISyntaxException e) {
      throw new SettingsException(origin, wrong(text));
    }
    throw new SettingsException(origin, wrong(text));
  }

  private static String wrong(String text) {
    return "is '" + Printable.name(text) + "', which is no server:"
        + " write https://host, or https://host:port";
  }

  private static boolean isServer(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    return (scheme.equals("http") || scheme.equals("https"))
        && uri.getHost() != null
        && uri.getPort() <= 65_535
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }

  /** Whether it is one of AWS's own, written out. */
  boolean isAws() {
    String host = host();
    return host.endsWith(".amazonaws.com")
        || host.endsWith(".amazonaws.com.cn")
        || host.endsWith(".api.aws");
  }

  /** Whether what is sent to it can be read on the way. */
  boolean isReadOnTheWay() {
    return uri.getScheme().equalsIgnoreCase("http") && !isThisMachine();
  }

  private boolean isThisMachine() {
    String host = host();
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.\\d{1,3}){3}");
  }

  private String host() {
    return uri.getHost().toLowerCase(Locale.ROOT);
  }

  /** As it was configured. */
  @Override
  public String toString() {
    return Printable.name(uri);
  }
}
