package org.oeleo.s3.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Printable;
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
    try {
      TrustManager[] managers = managers(certificates(file.get()));
      return Optional.of(managers::clone);
    } catch (GeneralSecurityException | IOException e) {
      SettingsException unusable = new SettingsException(
          settings.origin(setting).orElse(setting.variable()),
          "names " + Printable.name(file.get()) + ", from which no certificates can be read ("
              + Printable.name(e) + "): it must be a PEM file");
      unusable.initCause(e);
      throw unusable;
    }
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream input = Files.newInputStream(file)) {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(input);
      if (all.isEmpty()) {
        throw new IOException("it is empty");
      }
      return all;
    }
  }

  private static TrustManager[] managers(Collection<? extends Certificate> certificates)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (Certificate certificate : certificates) {
      store.setCertificateEntry("authority-" + number++, certificate);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
