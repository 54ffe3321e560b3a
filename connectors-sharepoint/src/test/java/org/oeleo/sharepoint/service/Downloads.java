package org.oeleo.sharepoint.service;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Addresses that give a file's content to whoever has them, for an hour. Safe for many threads. See
 * <a href="https://learn.microsoft.com/graph/api/driveitem-get-content">download a file</a>.
 */
final class Downloads {
  static final String PATH = "/_layouts/15/download.aspx";
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");
  private static final Duration VALID = Duration.ofHours(1);

  private final ServiceClock clock;
  private final Sites sites;
  private final byte[] key = new SecureRandom().generateSeed(16);
  private final AtomicInteger generation = new AtomicInteger();
  private volatile String base = "";

  Downloads(Sites sites, ServiceClock clock) {
    this.sites = sites;
    this.clock = clock;
  }

  void base(String address) {
    base = address;
  }

  void expireAll() {
    generation.incrementAndGet();
  }

  String url(Library library, Item item) {
    String what =
        String.join(".", library.id(), item.id, "" + clock.instant().plus(VALID).getEpochSecond());
    String path = library.site().path().equals("/") ? "" : library.site().path();
    return base + Texts.encodedPath(path) + PATH + "?UniqueId=" + item.unique
        + "&Translate=false&tempauth=v1." + what.replace("!", "%21") + "." + signed(what)
        + "&ApiVersion=2.0";
  }

  private String signed(String what) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] sum = mac.doFinal((what + generation).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(sum);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  Answer answer(Request request) {
    if (request.header("Authorization").isPresent()) {
      throw new Refusal(401, "unauthenticated", "The request has two kinds of authentication.");
    }
    String[] parts = request.query("tempauth").orElse("").split("\\.");
    if (parts.length != 5 || !valid(parts)) {
      throw new Refusal(401, "unauthenticated", "The address is no longer valid.");
    }
    Library library = sites.drive(parts[1]).orElseThrow(Refusal::notFound);
    Place place = new Place(parts[2], java.util.List.of());
    Content content =
        library.atomically(all -> all.find(place).content).orElseThrow(Refusal::notFound);
    return request.method().equals("GET") ? ranged(request, content) : Answer.empty(405);
  }

  private boolean valid(String[] parts) {
    return parts[4].equals(signed(parts[1] + "." + parts[2] + "." + parts[3]))
        && clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(parts[3])));
  }

  private static Answer ranged(Request request, Content content) {
    Matcher range = RANGE.matcher(request.header("Range").orElse(""));
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/octet-stream");
    headers.put("Accept-Ranges", "bytes");
    if (!range.matches() || range.group().equals("bytes=-")) {
      return new Answer(200, headers, new Part(content, 0, content.size()));
    }
    boolean suffix = range.group(1).isEmpty();
    long last = content.size() - 1;
    long first = suffix
        ? Math.max(0, content.size() - Long.parseLong(range.group(2)))
        : Long.parseLong(range.group(1));
    long end =
        suffix || range.group(2).isEmpty() ? last : Math.min(last, Long.parseLong(range.group(2)));
    if (first > end) {
      headers.put("Content-Range", "bytes */" + content.size());
      throw new Refusal(416, "invalidRange", "The range is not satisfiable.").with(headers);
    }
    headers.put("Content-Range", "bytes " + first + "-" + end + "/" + content.size());
    return new Answer(206, headers, new Part(content, first, end - first + 1));
  }

  private record Part(Content content, long first, long length) implements Answer.Body {
    @Override
    public InputStream open() throws IOException {
      InputStream input = content.open();
      input.skipNBytes(first);
      return new LimitedInput(input, length);
    }
  }
}
