package org.oeleo.sharepoint.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Keys and certificates made with the JDK's own tool. Immutable. */
final class Certificates {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private static final long BEFORE = 400;

  private final KeyStore store;

  private Certificates(KeyStore store) {
    this.store = store;
  }

  private static final class Server {
    private static final Certificates ONCE = make("CN=127.0.0.1", Duration.ofDays(30));
  }

  /** The server's own, made once; it vouches for itself. */
  static Certificates server() {
    return Server.ONCE;
  }

  /** Somebody's own, of an RSA key, good for so long from now on. */
  static Certificates make(String name, Duration valid) {
    try {
      Path folder = Files.createTempDirectory("certificates");
      Path file = folder.resolve("key.p12");
      try {
        keytool(name, valid.toDays(), file);
        return new Certificates(load(file));
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void keytool(String name, long days, Path file)
      throws IOException, InterruptedException {
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command = List.of(
        tool,
        "-genkeypair",
        "-alias",
        "key",
        "-keyalg",
        "RSA",
        "-keysize",
        "2048",
        "-dname",
        name,
        "-ext",
        "SAN=ip:127.0.0.1,dns:localhost,dns:graph.microsoft.com,dns:login.microsoftonline.com",
        "-startdate",
        "-" + BEFORE + "d",
        "-validity",
        "" + (BEFORE + days),
        "-storetype",
        "PKCS12",
        "-storepass",
        new String(PASSWORD),
        "-keystore",
        file.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("keytool: " + said);
    }
  }

  private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream input = Files.newInputStream(file)) {
      store.load(input, PASSWORD);
    }
    return store;
  }

  SSLContext context() {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What trusts this certificate only. */
  SSLContext trust() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trustManager()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  X509TrustManager trustManager() {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store(certificate()));
      return (X509TrustManager) trust.getTrustManagers()[0];
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore store(X509Certificate certificate)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    store.setCertificateEntry("authority", certificate);
    return store;
  }

  X509Certificate certificate() {
    try {
      return (X509Certificate) store.getCertificate("key");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The certificate as text. */
  String pem() {
    return pem("CERTIFICATE", encoded(certificate()));
  }

  /** The private key as text, and the certificate after it. */
  String pemWithKey() {
    try {
      Key key = store.getKey("key", PASSWORD);
      return pem("PRIVATE KEY", key.getEncoded()) + pem();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] encoded(Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String what, byte[] content) {
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return "-----BEGIN " + what + "-----\n"
        + lines.encodeToString(content)
        + "\n-----END " + what + "-----\n";
  }
}
