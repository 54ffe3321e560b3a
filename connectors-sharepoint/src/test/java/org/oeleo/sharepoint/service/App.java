package org.oeleo.sharepoint.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** An application that is registered in the tenant. Safe for many threads. */
public final class App {
  private final Entra entra;
  private final String clientId = UUID.randomUUID().toString();
  private final List<Secret> secrets = new CopyOnWriteArrayList<>();
  private volatile boolean selectedSitesOnly;

  /** A secret and until when it is good for anything. */
  record Secret(String id, String value, Instant end) {}

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

  /** One more secret; a negative time is one that is over. */
  public String addSecret(Duration valid) {
    String value = "q8Q~" + UUID.randomUUID().toString().replace("-", "");
    secrets.add(new Secret(UUID.randomUUID().toString(), value, entra.now().plus(valid)));
    return value;
  }

  List<Secret> secrets() {
    return secrets;
  }

  /** It may enter only those sites that {@link Site#allow} opens to it. */
  public App selectedSitesOnly() {
    selectedSitesOnly = true;
    return this;
  }

  boolean seesSelectedSitesOnly() {
    return selectedSitesOnly;
  }
}
