package org.oeleo.spi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.oeleo.settings.SettingsException;

/** Who may vouch for a web service, where that is not left to Java. */
public final class TrustedAuthorities {
  private TrustedAuthorities() {}

  /**
   * Those of a PEM file, read now.
   *
   * @param origin of the setting that names the file, for the message
   * @throws SettingsException if the file holds none
   */
  public static X509TrustManager of(Path file, String origin) throws SettingsException {
    try {
      return manager(certificates(file));
    } catch (GeneralSecurityException | IOException e) {
      SettingsException unusable = new SettingsException(
          origin,
          "names " + Printable.name(file) + ", from which no certificates can be read ("
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

  private static X509TrustManager manager(Collection<? extends Certificate> certificates)
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
    // The default algorithm of every Java makes one manager, for X.509.
    return (X509TrustManager) factory.getTrustManagers()[0];
  }
}
