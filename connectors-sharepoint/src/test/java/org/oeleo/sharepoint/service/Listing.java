package org.oeleo.sharepoint.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * What is in a folder, a page at a time, by name; a page begins after the last name of the one
 * before. Safe for many threads. See <a
 * href="https://learn.microsoft.com/graph/api/driveitem-list-children">list children</a> and <a
 * href="https://learn.microsoft.com/graph/paging">paging</a>.
 */
final class Listing {
  private static final String TOKEN = "$skiptoken";
  private static final String START = "Paged=TRUE&p_FileLeafRef=";

  private final Views views;

  Listing(Views views) {
    this.views = views;
  }

  Answer answer(ItemApi.Question question) {
    Request request = question.request();
    Library library = question.library();
    int size = library.paging().size(top(request));
    String last = request.query(TOKEN).map(Listing::name).orElse("");
    return library.atomically(tree -> {
      Item folder = tree.find(question.place());
      NavigableMap<String, Item> left = folder.children.tailMap(last, false);
      ObjectNode page = Views.object();
      page.put(
          "@odata.context",
          "https://graph.microsoft.com/v1.0/$metadata#drives('" + library.id() + "')/items('"
              + folder.id + "')/children");
      ArrayNode value = page.putArray("value");
      Iterator<Item> items = left.values().iterator();
      String shown = last;
      while (value.size() < size && items.hasNext()) {
        Item item = items.next();
        value.add(Views.selected(views.item(library, item), request));
        shown = Names.folded(item.name);
      }
      next(library.paging(), items.hasNext(), last, shown)
          .ifPresent(name -> page.put("@odata.nextLink", link(request, name)));
      return Answer.json(200, page);
    });
  }

  private static int top(Request request) {
    try {
      return request.query("$top").map(Integer::parseInt).orElse(0);
    } catch (NumberFormatException e) {
      throw Refusal.invalid("Invalid value for $top").detailed("invalidQueryOption");
    }
  }

  private static Optional<String> next(Paging paging, boolean more, String last, String shown) {
    return switch (paging.oddity()) {
      case NONE -> more ? Optional.of(shown) : Optional.empty();
      case NO_LINK -> Optional.empty();
      case SAME_PAGE -> Optional.of(last);
      case ENDLESS -> Optional.of(shown);
    };
  }

  private static String link(Request request, String name) {
    StringBuilder link = new StringBuilder(request.base() + request.path() + "?");
    request.queries().forEach((key, text) -> {
      if (!key.equals(TOKEN)) {
        link.append(Texts.encoded(key)).append('=').append(Texts.encoded(text)).append('&');
      }
    });
    byte[] token = (START + name).getBytes(StandardCharsets.UTF_8);
    return link + TOKEN + "=" + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  private static String name(String token) {
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
