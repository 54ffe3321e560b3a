package org.oeleo.spi;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.oeleo.settings.Secret;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;

/**
 * The proxy on the way to a web service, as other programs find it in the environment; Java looks
 * for none by itself. Immutable.
 *
 * @param address {@code http://host:port}, without user and password
 * @param login who we are to it, if it asks
 * @param exceptions domains that are reached without it, in lower case; {@code *} is all
 */
public record WebProxy(URI address, Optional<Login> login, List<String> exceptions) {
  private static final Setting<Secret> HTTPS_PROXY = Setting.secret(
          "HTTPS_PROXY", "The proxy on the way to https, http://user:password@host:port.")
      .alias("https_proxy")
      .unprefixed();

  private static final Setting<Secret> HTTP_PROXY = Setting.secret(
          "HTTP_PROXY", "The proxy on the way to http.")
      .alias("http_proxy")
      .unprefixed();

  private static final Setting<String> NO_PROXY = Setting.text(
          "NO_PROXY", "Hosts and domains, separated by commas, that are reached without a proxy.")
      .alias("no_proxy")
      .unprefixed();

  /** For connectors that reach their store by the web. */
  public static final List<Setting<?>> SETTINGS = List.of(HTTPS_PROXY, HTTP_PROXY, NO_PROXY);

  /** Who we are to a proxy. */
  public record Login(String user, Secret password) {}

  /** Copies the list. */
  public WebProxy {
    exceptions = List.copyOf(exceptions);
  }

  /**
   * The one that is configured.
   *
   * @param scheme of the service: {@code http} or {@code https}
   * @throws SettingsException if it is no proxy; the message repeats nothing of it
   */
  public static Optional<WebProxy> of(Settings settings, String scheme) throws SettingsException {
    Setting<Secret> setting = scheme.equalsIgnoreCase("http") ? HTTP_PROXY : HTTPS_PROXY;
    Optional<Secret> set = settings.find(setting);
    if (set.isEmpty()) {
      return Optional.empty();
    }
    URI uri = parse(set.get().reveal(), settings.origin(setting).orElse(setting.variable()));
    String authority = uri.getRawAuthority();
    URI address =
        URI.create(uri.getScheme() + "://" + authority.substring(authority.lastIndexOf('@') + 1));
    return Optional.of(new WebProxy(
        address,
        Optional.ofNullable(uri.getRawUserInfo()).map(WebProxy::login),
        exceptions(settings.find(NO_PROXY).orElse(""))));
  }

  /** Neither the text nor the reason are repeated: there may be a password in it. */
  private static URI parse(String text, String origin) throws SettingsException {
    try {
      URI uri = new URI(text.contains("://") ? text : "http://" + text);
      if (uri.getHost() != null && uri.getScheme().toLowerCase(Locale.ROOT).startsWith("http")) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw wrong(origin);
    }
    throw wrong(origin);
  }

  private static SettingsException wrong(String origin) {
    return new SettingsException(
        origin,
        "is no proxy: write http://host:port, or http://user:password@host:port with"
            + " special characters as %40");
  }

  private static Login login(String userInfo) {
    String[] parts = userInfo.split(":", 2);
    return new Login(decode(parts[0]), Secret.of(decode(parts.length > 1 ? parts[1] : "")));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static List<String> exceptions(String text) {
    return Arrays.stream(text.split(","))
        .map(entry -> entry.strip().toLowerCase(Locale.ROOT).replaceFirst("^(\\*?\\.)+", ""))
        .filter(entry -> !entry.isEmpty())
        .toList();
  }

  /** The port, 80 or 443 if none is named. */
  public int port() {
    return address.getPort() >= 0
        ? address.getPort()
        : address.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }

  /**
   * Whether this host is reached by it: {@code example.org} as an exception means that host and all
   * below it.
   */
  public boolean serves(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return exceptions.stream()
        .noneMatch(entry -> entry.equals("*") || name.equals(entry) || name.endsWith("." + entry));
  }
}
