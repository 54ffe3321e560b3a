package org.oeleo.s3.access;

import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.TrustedAuthorities;
import software.amazon.awssdk.http.TlsTrustManagersProvider;

/** Who may vouch for a server, where that is not left to Java. */
final class Authorities {
  private Authorities() {}

  /**
   * Those of the configured file, read now; the AWS SDK for Java does not look at AWS_CA_BUNDLE.
   *
   * @throws SettingsException if the file holds none
   */
  static Optional<TlsTrustManagersProvider> of(Settings settings) throws SettingsException {
    Setting<Path> setting = settings.isSet(AccessSettings.CA_BUNDLE)
        ? AccessSettings.CA_BUNDLE
        : AccessSettings.AWS_CA_BUNDLE;
    Optional<Path> file = settings.find(setting);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    TrustManager[] managers = {
      TrustedAuthorities.of(file.get(), settings.origin(setting).orElse(setting.variable()))
    };
    return Optional.of(managers::clone);
  }
}
