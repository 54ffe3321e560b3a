package org.oeleo.sharepoint.service;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The tenant and the applications that are registered in it. Safe for many threads. */
public final class Entra {
  private final ServiceClock clock;
  private final Contents contents;
  private final Tokens tokens;
  private final Devices devices;
  private final String tenantId = UUID.randomUUID().toString();
  private final Map<String, App> apps = new ConcurrentHashMap<>();

  Entra(ServiceClock clock, Contents contents) {
    this.clock = clock;
    this.contents = contents;
    this.tokens = new Tokens(clock);
    this.devices = new Devices(clock);
  }

  Instant now() {
    return clock.instant();
  }

  Path newFile() {
    return contents.newFile();
  }

  Tokens tokens() {
    return tokens;
  }

  public String tenantId() {
    return tenantId;
  }

  /** The name by which the tenant is known as well. */
  public String domain() {
    return "laboratory.onmicrosoft.com";
  }

  /** Registers an application that may write everywhere, with a secret. */
  public App addApp() {
    App app = new App(this);
    apps.put(app.clientId(), app);
    return app;
  }

  /** Nobody knows the application any more. */
  public void remove(App app) {
    apps.remove(app.clientId());
  }

  Optional<App> app(String clientId) {
    return Optional.ofNullable(apps.get(clientId));
  }

  /** Those who log in by a device code. */
  public Devices devices() {
    return devices;
  }

  /** A token as if the application had got it by itself. */
  public String token(App app) {
    return tokens.issue(app);
  }

  /** No token that was given out is good for anything any more, but a new one would be. */
  public void revokeTokens() {
    tokens.revokeAll();
  }

  /** Nor are those that people's logins are kept alive with. */
  public void revokeLogins() {
    tokens.revokeRefreshing();
  }

  /** How long tokens last that are given out from now on. */
  public void tokenLifetime(Duration time) {
    tokens.lifetime(time);
  }
}
