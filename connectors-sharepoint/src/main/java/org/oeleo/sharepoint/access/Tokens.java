package org.oeleo.sharepoint.access;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.microsoft.kiota.authentication.AccessTokenProvider;
import com.microsoft.kiota.authentication.AllowedHostsValidator;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Authenticator;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that Graph asks for. One that is refused before its time, because it was revoked say,
 * is replaced once. Safe for many threads.
 */
final class Tokens implements AccessTokenProvider, Authenticator {
  private static final String BEARER = "Bearer ";

  /** A request that begins with a token ends with it, and clocks differ. */
  private static final Duration RESERVE = Duration.ofMinutes(5);

  private final Login login;
  private final Clock clock;
  private final TokenRequestContext wanted;
  private final AllowedHostsValidator hosts;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable TokenCredential credential;
  private @Nullable Refused failure;
  private @Nullable AccessToken known;

  Tokens(Login login, Cloud cloud, Clock clock) {
    this.login = login;
    this.clock = clock;
    this.wanted = scope(cloud);
    this.hosts = new AllowedHostsValidator(cloud.graph().getHost());
  }

  /** All that the app registration may do. */
  static TokenRequestContext scope(Cloud cloud) {
    return new TokenRequestContext().addScopes(cloud.graph() + "/.default");
  }

  /** A valid one: that of before, as long as it lasts. */
  String current() {
    long asked = System.nanoTime();
    lock.lock();
    try {
      AccessToken before = known;
      return before != null && lasts(before) ? before.getToken() : next(asked);
    } finally {
      lock.unlock();
    }
  }

  private boolean lasts(AccessToken token) {
    return clock.instant().plus(RESERVE).isBefore(token.getExpiresAt().toInstant());
  }

  /** Whoever waited while another was refused is spared to wait for the same answer. */
  private String next(long asked) {
    Refused last = failure;
    if (last != null && last.at() - asked > 0) {
      throw last.why();
    }
    try {
      if (credential == null) {
        credential = login.credentials().get();
      }
      AccessToken now = credential.getTokenSync(wanted);
      known = now;
      return now.getToken();
    } catch (RuntimeException e) {
      failure = new Refused(e, System.nanoTime());
      throw e;
    }
  }

  private record Refused(RuntimeException why, long at) {}

  /** Another one than the one that was refused; several who were refused together get the same. */
  private String insteadOf(String refused) {
    lock.lock();
    try {
      if (known != null && known.getToken().equals(refused)) {
        known = null;
        credential = login.renewing().get();
      }
      return current();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String getAuthorizationToken(URI uri, @Nullable Map<String, Object> context) {
    return hosts.isUrlHostValid(uri) ? current() : "";
  }

  @Override
  public AllowedHostsValidator getAllowedHostsValidator() {
    return hosts;
  }

  /** After a 401. */
  @Override
  public @Nullable Request authenticate(@Nullable Route route, Response refusal) {
    String used = refusal.request().header("Authorization");
    if (refusal.priorResponse() != null || used == null || !used.startsWith(BEARER)) {
      return null;
    }
    String other = insteadOf(used.substring(BEARER.length()));
    return refusal
        .request()
        .newBuilder()
        .header("Authorization", BEARER + other)
        .build();
  }
}
