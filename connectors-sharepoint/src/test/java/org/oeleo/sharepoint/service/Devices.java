package org.oeleo.sharepoint.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * People who log in elsewhere, with a code that the program shows them. Safe for many threads. See
 * <a href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code">device
 * code</a>.
 */
public final class Devices {
  private static final int EXPIRES = 900;

  private final ServiceClock clock;
  private final Map<String, Login> logins = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile Verdict verdict = new Verdict(Choice.PENDING, "");
  private volatile int interval = 1;

  Devices(ServiceClock clock) {
    this.clock = clock;
  }

  private enum Choice {
    PENDING,
    APPROVED,
    DENIED,
    EXPIRED
  }

  private record Verdict(Choice choice, String user) {}

  private record Login(App app, Instant end) {}

  /** Whoever shows a code now or later is logged in as {@code user}. */
  public void approve(String user) {
    verdict = new Verdict(Choice.APPROVED, user);
  }

  /** The person says no. */
  public void deny() {
    verdict = new Verdict(Choice.DENIED, "");
  }

  /** All codes are too old. */
  public void expire() {
    verdict = new Verdict(Choice.EXPIRED, "");
  }

  /** The person does nothing yet, as it is at first. */
  public void leavePending() {
    verdict = new Verdict(Choice.PENDING, "");
  }

  /** How many seconds a client shall leave between two questions. */
  public void interval(int seconds) {
    interval = seconds;
  }

  /** How often a client asked whether somebody has logged in. */
  public int asked() {
    return asked.get();
  }

  Answer start(App app) {
    String code = UUID.randomUUID().toString();
    logins.put(code, new Login(app, clock.instant().plusSeconds(EXPIRES)));
    String shown = code.substring(0, 8).toUpperCase(java.util.Locale.ROOT);
    ObjectNode view = Views.object();
    view.put("user_code", shown).put("device_code", code);
    view.put("verification_uri", "https://microsoft.com/devicelogin");
    view.put("expires_in", EXPIRES).put("interval", interval);
    view.put(
        "message",
        "To sign in, use a web browser to open the page https://microsoft.com/devicelogin and enter"
            + " the code " + shown + " to authenticate.");
    return Answer.json(200, view);
  }

  /** Who has logged in; refuses as long as nobody has. */
  String user(App app, String code) {
    asked.incrementAndGet();
    Verdict now = verdict;
    Login login = Optional.ofNullable(logins.get(code))
        .filter(each -> each.app() == app)
        .orElseThrow(() ->
            new Denial(400, "bad_verification_code", 70019, "Verification code is not valid."));
    if (now.choice() == Choice.EXPIRED || clock.instant().isAfter(login.end())) {
      throw new Denial(400, "expired_token", 70020, "The provided value for the code has expired.");
    }
    return switch (now.choice()) {
      case PENDING ->
        throw new Denial(
            400, "authorization_pending", 70016, "Authorization is pending. Continue polling.");
      case DENIED ->
        throw new Denial(
            400, "authorization_declined", 70000, "The end user denied the authorization request.");
      case EXPIRED -> throw new IllegalStateException("seen above");
      case APPROVED -> {
        logins.remove(code);
        yield now.user();
      }
    };
  }
}
