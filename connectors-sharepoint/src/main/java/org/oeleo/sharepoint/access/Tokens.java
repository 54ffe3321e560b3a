package org.oeleo.sharepoint.access;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.microsoft.kiota.authentication.AccessTokenProvider;
import com.microsoft.kiota.authentication.AllowedHostsValidator;
import java.net.URI;
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

  private final Login login;
  private final TokenRequestContext wanted;
  private final AllowedHostsValidator hosts;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable TokenCredential credential;

  Tokens(Login login, Cloud cloud) {
    this.login = login;
    this.wanted = scope(cloud);
    this.hosts = new AllowedHostsValidator(cloud.graph().getHost());
  }

  /** All that the app registration may do. */
  static TokenRequestContext scope(Cloud cloud) {
    return new TokenRequestContext().addScopes(cloud.graph() + "/.default");
  }

  /** A valid one: that of before, as long as it lasts. */
  String current() {
    lock.lock();
    try {
      if (credential == null) {
        credential = login.credentials().get();
      }
      return credential.getTokenSync(wanted).getToken();
    } finally {
      lock.unlock();
    }
  }

  /** Another one than the one that was refused; several who were refused together get the same. */
  private String insteadOf(String refused) {
    lock.lock();
    try {
      String now = current();
      if (!now.equals(refused)) {
        return now;
      }
      credential = null;
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
