package org.oeleo.sharepoint.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.NavigableMap;

/**
 * What is in a folder, a page at a time, by name; a page begins after the last name of the one
 * before. Safe for many threads. See <a
 * href="https://learn.microsoft.com/graph/api/driveitem-list-children">list children</a> and <a
 * href="https://learn.microsoft.com/graph/paging">paging</a>.
 */
final class Listing {
  private final Views views;

  Listing(Views views) {
    this.views = views;
  }

  Answer answer(ItemApi.Question question) {
    Request request = question.request();
    Library library = question.library();
    int size = library.paging().size(Pages.top(request));
    String last = request.query(Pages.TOKEN).map(Pages::last).orElse("");
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
      Pages.next(library.paging(), items.hasNext(), last, shown)
          .ifPresent(name -> page.put(Pages.NEXT, Pages.link(request, name)));
      return Answer.json(200, page);
    });
  }
}
