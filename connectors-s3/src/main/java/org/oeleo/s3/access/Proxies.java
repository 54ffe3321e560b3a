package org.oeleo.s3.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.oeleo.settings.Secret;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/** The proxy on the way, as other programs find it in the environment. */
final class Proxies {
  private Proxies() {}

  /**
   * What the HTTP client is told; never anything by itself.
   *
   * @param scheme of the store
   */
  static ProxyConfiguration of(Settings settings, String scheme) throws SettingsException {
    ProxyConfiguration.Builder proxy = ProxyConfiguration.builder()
        .useSystemPropertyValues(false)
        .useEnvironmentVariableValues(false);
    Setting<Secret> setting =
        scheme.equalsIgnoreCase("http") ? AccessSettings.HTTP_PROXY : AccessSettings.HTTPS_PROXY;
    Optional<Secret> set = settings.find(setting);
    if (set.isPresent()) {
      URI uri = parse(set.get().reveal(), settings.origin(setting).orElse(setting.variable()));
      proxy.endpoint(URI.create(uri.getScheme() + "://"
          + uri.getRawAuthority().substring(uri.getRawAuthority().lastIndexOf('@') + 1)));
      proxy.nonProxyHosts(exceptions(settings));
      logIn(proxy, uri);
    }
    return proxy.build();
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

  private static void logIn(ProxyConfiguration.Builder proxy, URI uri) {
    if (uri.getRawUserInfo() != null) {
      String[] parts = uri.getRawUserInfo().split(":", 2);
      proxy.username(decode(parts[0]));
      proxy.password(decode(parts.length > 1 ? parts[1] : ""));
      proxy.preemptiveBasicAuthenticationEnabled(true);
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** As patterns: {@code example.org} and {@code .example.org} mean the host and all below it. */
  private static Set<String> exceptions(Settings settings) throws SettingsException {
    return Arrays.stream(settings.find(AccessSettings.NO_PROXY).orElse("").split(","))
        .map(entry -> entry.strip().toLowerCase(Locale.ROOT).replaceFirst("^(\\*?\\.)+", ""))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> entry.equals("*") ? ".*" : "(.*\\.)?" + Pattern.quote(entry))
        .collect(Collectors.toUnmodifiableSet());
  }
}
