package org.oeleo.sharepoint.access;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.oeleo.settings.Secret;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Printable;

/**
 * The certificate by which we prove who we are. Immutable.
 *
 * @param file with its private key
 * @param form of the file
 * @param ends when it is no longer valid
 */
record Certificate(Path file, Form form, Instant ends) {
  /** How a file keeps a certificate and its key. */
  enum Form {
    /** Text between dashes. */
    PEM,
    /** PKCS#12, {@code .pfx} on Windows. */
    PKCS12
  }

  /**
   * Reads the file.
   *
   * @param origin of the setting that names it, for the message
   * @throws SettingsException if no certificate can be read from it
   */
  static Certificate read(Path file, Optional<Secret> password, String origin)
      throws SettingsException {
    try {
      byte[] bytes = Files.readAllBytes(file);
      boolean pem = new String(bytes, StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
      X509Certificate certificate = pem ? ofPem(bytes) : ofStore(bytes, password);
      return new Certificate(
          file, pem ? Form.PEM : Form.PKCS12, certificate.getNotAfter().toInstant());
    } catch (IOException | GeneralSecurityException e) {
      SettingsException unusable = new SettingsException(
          origin,
          "names " + Printable.name(file) + ", from which no certificate can be read ("
              + Printable.name(e) + "): it must be a PEM file with certificate and private key, or"
              + " PKCS#12 with the right password");
      unusable.initCause(e);
      throw unusable;
    }
  }

  /** Whether others than its owner can read the file, where the system tells. */
  boolean isOpenToOthers() {
    try {
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
      return rights.contains(PosixFilePermission.GROUP_READ)
          || rights.contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** The private key may stand before it. */
  private static X509Certificate ofPem(byte[] bytes) throws IOException, GeneralSecurityException {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (text.contains("ENCRYPTED")) {
      throw new IOException("its private key is encrypted, which only PKCS#12 may be");
    }
    if (!text.contains("PRIVATE KEY-----")) {
      throw new IOException("it has no PRIVATE KEY");
    }
    int begin = text.indexOf("-----BEGIN CERTIFICATE-----");
    if (begin < 0) {
      throw new IOException("it has no CERTIFICATE");
    }
    byte[] rest = text.substring(begin).getBytes(StandardCharsets.ISO_8859_1);
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(rest));
  }

  private static X509Certificate ofStore(byte[] bytes, Optional<Secret> password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    char[] opener = password.map(Secret::reveal).orElse("").toCharArray();
    store.load(new ByteArrayInputStream(bytes), opener);
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)
          && store.getCertificate(alias) instanceof X509Certificate certificate) {
        return certificate;
      }
    }
    throw new IOException("it has no key with a certificate");
  }
}
