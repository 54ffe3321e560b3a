package org.oeleo.s3.access;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.WebProxy;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/** The proxy on the way, as the AWS SDK is told of it. */
final class Proxies {
  private Proxies() {}

  /**
   * What the HTTP client is told; never anything by itself.
   *
   * @param scheme of the store
   */
  static ProxyConfiguration of(Settings settings, String scheme) throws SettingsException {
    ProxyConfiguration.Builder told = ProxyConfiguration.builder()
        .useSystemPropertyValues(false)
        .useEnvironmentVariableValues(false);
    Optional<WebProxy> proxy = WebProxy.of(settings, scheme);
    proxy.ifPresent(way -> {
      told.endpoint(way.address());
      told.nonProxyHosts(
          way.exceptions().stream().map(Proxies::pattern).collect(Collectors.toUnmodifiableSet()));
    });
    proxy
        .flatMap(WebProxy::login)
        .ifPresent(login -> told.username(login.user())
            .password(login.password().reveal())
            .preemptiveBasicAuthenticationEnabled(true));
    return told.build();
  }

  private static String pattern(String exception) {
    return exception.equals("*") ? ".*" : "(.*\\.)?" + Pattern.quote(exception);
  }
}
