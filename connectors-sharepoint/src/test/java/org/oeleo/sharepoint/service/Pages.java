package org.oeleo.sharepoint.service;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Links from page to page; a token names what the page before showed last. See <a
 * href="https://learn.microsoft.com/graph/paging">paging</a>.
 */
final class Pages {
  static final String TOKEN = "$skiptoken";
  static final String NEXT = "@odata.nextLink";
  private static final String START = "Paged=TRUE&p_FileLeafRef=";

  private Pages() {}

  static int top(Request request) {
    try {
      return request.query("$top").map(Integer::parseInt).orElse(0);
    } catch (NumberFormatException e) {
      throw Refusal.invalid("Invalid value for $top").detailed("invalidQueryOption");
    }
  }

  static Optional<String> next(Paging paging, boolean more, String last, String shown) {
    return switch (paging.oddity()) {
      case NONE -> more ? Optional.of(shown) : Optional.empty();
      case NO_LINK -> Optional.empty();
      case SAME_PAGE -> Optional.of(last);
      case ENDLESS -> Optional.of(shown);
    };
  }

  static String link(Request request, String name) {
    StringBuilder link = new StringBuilder(request.base() + request.path() + "?");
    request.queries().forEach((key, text) -> {
      if (!key.equals(TOKEN)) {
        link.append(Texts.encoded(key)).append('=').append(Texts.encoded(text)).append('&');
      }
    });
    byte[] token = (START + name).getBytes(StandardCharsets.UTF_8);
    return link + TOKEN + "=" + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /** What was shown last, as a token says. */
  static String last(String token) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      String text = new String(bytes, StandardCharsets.UTF_8);
      if (text.startsWith(START)) {
        return text.substring(START.length());
      }
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("Invalid $skiptoken").detailed("invalidQueryOption");
    }
    throw Refusal.invalid("Invalid $skiptoken").detailed("invalidQueryOption");
  }
}
