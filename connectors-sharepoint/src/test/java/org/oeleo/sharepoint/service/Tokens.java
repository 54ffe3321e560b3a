package org.oeleo.sharepoint.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who may speak to Graph, and until when. Safe for many threads. See <a
 * href="https://learn.microsoft.com/entra/identity-platform/access-tokens">access tokens</a>.
 */
final class Tokens {
  private final ServiceClock clock;
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private volatile Duration lifetime = Duration.ofSeconds(3599);

  private final Map<String, Login> logins = new ConcurrentHashMap<>();

  private record Grant(App app, Instant end) {}

  private record Login(App app, String user) {}

  Tokens(ServiceClock clock) {
    this.clock = clock;
  }

  void lifetime(Duration time) {
    lifetime = time;
  }

  Duration lifetime() {
    return lifetime;
  }

  void revokeAll() {
    grants.clear();
  }

  String issue(App app) {
    Instant now = clock.instant();
    Instant end = now.plus(lifetime);
    ObjectNode claims = Views.object();
    claims.put("aud", "https://graph.microsoft.com").put("tid", app.tenantId());
    claims.put("iss", "https://sts.windows.net/" + app.tenantId() + "/");
    claims.put("appid", app.clientId()).put("uti", UUID.randomUUID().toString());
    claims.put("iat", now.getEpochSecond()).put("exp", end.getEpochSecond());
    String token = jwt(claims);
    grants.put(token, new Grant(app, end));
    return token;
  }

  void revokeRefreshing() {
    logins.clear();
  }

  /** A token by which somebody's login is kept alive. */
  String refreshing(App app, String user) {
    String token = "1.AX" + UUID.randomUUID();
    logins.put(token, new Login(app, user));
    return token;
  }

  /** Whose login it is. */
  String refreshed(App app, String token) {
    return Optional.ofNullable(logins.get(token))
        .filter(login -> login.app() == app)
        .map(Login::user)
        .orElseThrow(
            () -> Denial.grant(700082, "The refresh token has expired due to inactivity."));
  }

  /** The same for one name always. */
  static String objectId(String user) {
    return UUID.nameUUIDFromBytes(user.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Three parts as usual, though nobody should look into them. */
  static String jwt(ObjectNode claims) {
    ObjectNode header = Views.object().put("typ", "JWT").put("alg", "RS256").put("kid", "key-1");
    return part(header.toString()) + "." + part(claims.toString()) + "." + part("signature");
  }

  static String part(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whose token a request carries. */
  App bearer(Request request) {
    String header = request.header("Authorization").orElse("");
    if (!header.startsWith("Bearer ")) {
      throw refused("Access token is empty.");
    }
    Grant grant = Optional.ofNullable(grants.get(header.substring("Bearer ".length())))
        .orElseThrow(() -> refused("Access token validation failure. Invalid token."));
    if (!clock.instant().isBefore(grant.end())) {
      throw refused("Lifetime validation failed, the token is expired.");
    }
    return grant.app();
  }

  private static Refusal refused(String message) {
    return new Refusal(401, "InvalidAuthenticationToken", message)
        .with(Map.of(
            "WWW-Authenticate",
            "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/"
                + "authorize\", client_id=\"00000003-0000-0000-c000-000000000000\""));
  }
}
