package org.oeleo.sharepoint.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tenant, its applications, and where they get their tokens. Safe for many threads. See <a
 * href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow">client
 * credentials</a>.
 */
public final class Entra {
  private final ServiceClock clock;
  private final Tokens tokens;
  private final String tenantId = UUID.randomUUID().toString();
  private final Map<String, App> apps = new ConcurrentHashMap<>();

  Entra(ServiceClock clock) {
    this.clock = clock;
    this.tokens = new Tokens(clock);
  }

  Instant now() {
    return clock.instant();
  }

  Tokens tokens() {
    return tokens;
  }

  public String tenantId() {
    return tenantId;
  }

  /** Registers an application that may write everywhere. */
  public App addApp() {
    App app = new App(this);
    apps.put(app.clientId(), app);
    return app;
  }

  /** A token for whoever needs no login. */
  public String token(App app) {
    return tokens.issue(app);
  }

  /** No token that was given out is good for anything any more. */
  public void revokeTokens() {
    tokens.revokeAll();
  }

  /** How long tokens last that are given out from now on. */
  public void tokenLifetime(Duration time) {
    tokens.lifetime(time);
  }

  Answer answer(Request request) throws IOException {
    if (request.path().endsWith("/oauth2/v2.0/token")) {
      return token(Texts.fields(request.text()));
    }
    throw Refusal.notFound();
  }

  private Answer token(Map<String, String> form) {
    App app = Optional.ofNullable(apps.get(form.getOrDefault("client_id", "")))
        .orElseThrow(Refusal::denied);
    String secret = form.getOrDefault("client_secret", "");
    if (app.secrets().stream().noneMatch(each -> each.value().equals(secret))) {
      throw new Refusal(401, "invalid_client", "wrong secret");
    }
    ObjectNode view = Views.object();
    view.put("token_type", "Bearer").put("expires_in", tokens.lifetime().toSeconds());
    view.put("ext_expires_in", tokens.lifetime().toSeconds());
    view.put("access_token", tokens.issue(app));
    return Answer.json(200, view);
  }
}
