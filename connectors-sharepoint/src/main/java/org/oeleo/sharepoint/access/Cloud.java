package org.oeleo.sharepoint.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;

/**
 * Where Microsoft keeps identities and files. Immutable.
 *
 * @param authority Microsoft Entra
 * @param graph Microsoft Graph, without the version
 */
record Cloud(URI authority, URI graph) {
  private static final String GLOBAL_GRAPH = "https://graph.microsoft.com";

  /**
   * See Microsoft, "National cloud deployments". Entra of each, and the Graph that goes with it.
   */
  private static final Map<String, String> GRAPH_OF = Map.of(
      "login.microsoftonline.com", GLOBAL_GRAPH,
      "login.microsoftonline.us", "https://graph.microsoft.us",
      "login.partner.microsoftonline.cn", "https://microsoftgraph.chinacloudapi.cn",
      "login.chinacloudapi.cn", "https://microsoftgraph.chinacloudapi.cn");

  static Cloud of(Settings settings) throws SettingsException {
    URI authority = address(settings, AccessSettings.AUTHORITY).orElseThrow();
    Optional<URI> named = address(settings, AccessSettings.GRAPH);
    Optional<String> usual = Optional.ofNullable(GRAPH_OF.get(host(authority)));
    if (named.isEmpty() && usual.isEmpty()) {
      throw new SettingsException(
          AccessSettings.GRAPH.variable(),
          "is required with " + AccessSettings.AUTHORITY + "=" + authority
              + ", of which no Graph is known");
    }
    return new Cloud(authority, named.orElseGet(() -> URI.create(usual.orElseThrow())));
  }

  private static Optional<URI> address(Settings settings, Setting<String> setting)
      throws SettingsException {
    Optional<String> text = settings.find(setting);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String origin = settings.origin(setting).orElse(setting.variable());
    try {
      String full = text.get().contains("://") ? text.get() : "https://" + text.get();
      URI uri = new URI(full.replaceFirst("/+$", ""));
      boolean plain =
          uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null;
      if (plain && uri.getScheme().equalsIgnoreCase("https")) {
        return Optional.of(uri);
      }
    } catch (URISyntaxException e) {
      throw wrong(origin, text.get());
    }
    throw wrong(origin, text.get());
  }

  private static SettingsException wrong(String origin, String text) {
    return new SettingsException(
        origin, "is no address of a host (https://...): " + withoutLogin(text));
  }

  /** An address as it was written, without the name and password that do not belong there. */
  static String withoutLogin(String text) {
    return text.replaceFirst("//.*@", "//");
  }

  private static String host(URI uri) {
    return uri.getHost().toLowerCase(Locale.ROOT);
  }

  /** Whether Microsoft's own list of clouds knows it, so that it may be asked. */
  boolean isMicrosofts() {
    return GRAPH_OF.containsKey(host(authority));
  }
}
