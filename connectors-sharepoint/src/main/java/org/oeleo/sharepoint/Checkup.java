package org.oeleo.sharepoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.Request;
import okhttp3.Response;
import org.oeleo.sharepoint.access.Access;
import org.oeleo.sharepoint.access.Failures;
import org.oeleo.spi.Particular;

/** What a person who looks for a problem wants to know of a library. Immutable. */
record Checkup(Library library, Clock clock) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whoever renews a certificate once a year wants to hear of it a month before. */
  private static final Duration SOON = Duration.ofDays(30);

  /** Tokens are refused by whose clock is some minutes off. */
  private static final Duration TOLERABLE = Duration.ofMinutes(1);

  List<Particular> particulars() throws IOException {
    Access access = library.access();
    List<Particular> all = new ArrayList<>();
    all.add(Particular.fact(access.address() + ", signed in by " + access.manner()));
    access.exposure().map(Particular::concern).ifPresent(all::add);
    access.certificateEnds().ifPresent(end -> all.add(ending("the certificate", end)));
    String drive = access.service() + "/sites/" + Urls.segment(access.address().host());
    try (Response answer = get(drive)) {
      date(answer).ifPresent(theirs -> all.add(clocks(theirs)));
    }
    if (access.provesItselfBySecret()) {
      all.add(secrets());
    }
    return List.copyOf(all);
  }

  private Response get(String url) throws IOException {
    Access access = library.access();
    try {
      Request request = access.withToken(new Request.Builder().url(url).build());
      return access.authorized().newCall(request).execute();
    } catch (IOException e) {
      throw Failures.of(e, access);
    } catch (RuntimeException e) {
      throw Failures.of(e, access);
    }
  }

  private static Optional<Instant> date(Response answer) {
    try {
      return Optional.ofNullable(answer.header("Date"))
          .map(text ->
              ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The service tells whole seconds. */
  private Particular clocks(Instant theirs) {
    Duration ahead = Duration.between(theirs, clock.instant());
    if (ahead.abs().compareTo(Duration.ofSeconds(1)) <= 0) {
      return Particular.fact("clock: as the service's");
    }
    String difference = "clock: " + ahead.abs().toSeconds() + " s "
        + (ahead.isNegative() ? "behind" : "ahead of") + " the service's";
    return ahead.abs().compareTo(TOLERABLE) > 0
        ? Particular.concern(
            difference + "; logins are refused if it is five minutes off: set the clock")
        : Particular.fact(difference);
  }

  /** Only who may read app registrations is told; few are, and should be. */
  private Particular secrets() throws IOException {
    Access access = library.access();
    String url = access.service() + "/applications(appId='" + Urls.segment(access.clientId())
        + "')?$select=passwordCredentials";
    try (Response answer = get(url)) {
      Optional<Instant> last = answer.isSuccessful() ? lastEnd(answer) : Optional.empty();
      return last.map(end -> ending("the client secret", end))
          .orElse(Particular.fact("when a client secret ends is not shown to this app"
              + " registration: look in Microsoft Entra, and note the day"));
    }
  }

  /** Which of several is used nobody can see; the one that lasts longest is the kindest guess. */
  private Optional<Instant> lastEnd(Response answer) throws IOException {
    Optional<Instant> last = Optional.empty();
    JsonNode secrets = JSON.readTree(Answers.json(answer, library.access()));
    for (JsonNode secret : secrets.path("passwordCredentials")) {
      try {
        Instant end = OffsetDateTime.parse(secret.path("endDateTime").asText()).toInstant();
        last = last.filter(known -> known.isAfter(end)).or(() -> Optional.of(end));
      } catch (DateTimeException e) {
        // One that does not end.
      }
    }
    return last;
  }

  private Particular ending(String what, Instant end) {
    Duration left = Duration.between(clock.instant(), end);
    String day = end.atZone(ZoneOffset.UTC).toLocalDate().toString();
    if (left.isNegative()) {
      return Particular.concern(what + " has ended on " + day + ": renew it");
    }
    String text = what + " ends on " + day + ", in " + left.toDays() + " days";
    return left.compareTo(SOON) < 0
        ? Particular.concern(text + ": renew it before")
        : Particular.fact(text);
  }
}
