package org.oeleo.sharepoint.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An application that is registered in the tenant, and what it may prove itself by. Safe for many
 * threads. See <a
 * href="https://learn.microsoft.com/graph/api/resources/application">application</a>.
 */
public final class App {
  private final Entra entra;
  private final String clientId = UUID.randomUUID().toString();
  private final List<Secret> secrets = new CopyOnWriteArrayList<>();
  private final List<Key> keys = new CopyOnWriteArrayList<>();
  private final Set<String> federated = ConcurrentHashMap.newKeySet();
  private volatile boolean selectedSitesOnly;
  private volatile boolean publicClient = true;
  private volatile boolean readsItself;

  /** A secret and until when it is good for anything. */
  record Secret(String id, String value, Instant end) {}

  /** A certificate and until when it is good for anything. */
  record Key(String id, X509Certificate certificate, Instant end) {}

  App(Entra entra) {
    this.entra = entra;
    addSecret(Duration.ofDays(365));
  }

  public String tenantId() {
    return entra.tenantId();
  }

  public String clientId() {
    return clientId;
  }

  /** The newest secret. */
  public String secret() {
    return secrets.get(secrets.size() - 1).value();
  }

  /** One more secret; with a negative time one that is over. */
  public String addSecret(Duration valid) {
    String value = "q8Q~" + UUID.randomUUID().toString().replace("-", "");
    secrets.add(new Secret(UUID.randomUUID().toString(), value, entra.now().plus(valid)));
    return value;
  }

  List<Secret> secrets() {
    return secrets;
  }

  /** A PEM file of a new private key and its certificate, which the application is known by. */
  public Path addCertificate(Duration valid) {
    Certificates made = Certificates.make("CN=" + clientId, valid);
    X509Certificate certificate = made.certificate();
    keys.add(new Key(
        UUID.randomUUID().toString(), certificate, certificate.getNotAfter().toInstant()));
    return write(made.pemWithKey());
  }

  /** Like {@link #addCertificate}, but nobody was told of it. */
  public Path strangeCertificate() {
    return write(Certificates.make("CN=" + clientId, Duration.ofDays(30)).pemWithKey());
  }

  List<Key> keys() {
    return keys;
  }

  /** A file with a new token of another identity service, which is trusted for this application. */
  public Path addFederatedToken() {
    String token = Tokens.jwt(Views.object().put("sub", UUID.randomUUID().toString()));
    federated.add(token);
    return write(token);
  }

  /** The tokens of {@link #addFederatedToken} are over. */
  public void forgetFederatedTokens() {
    federated.clear();
  }

  boolean trusts(String token) {
    return federated.contains(token);
  }

  private Path write(String text) {
    try {
      return Files.writeString(entra.newFile(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** It may enter only those sites that {@link Site#allow} opens to it. */
  public App selectedSitesOnly() {
    selectedSitesOnly = true;
    return this;
  }

  boolean seesSelectedSitesOnly() {
    return selectedSitesOnly;
  }

  /** Nobody may log in with it by a device code. */
  public App confidentialOnly() {
    publicClient = false;
    return this;
  }

  boolean isPublicClient() {
    return publicClient;
  }

  /** It may read its own registration, and so when its secrets end. */
  public App readsItself() {
    readsItself = true;
    return this;
  }

  boolean mayReadItself() {
    return readsItself;
  }
}
