package org.oeleo.sharepoint.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/**
 * Microsoft Graph, as far as sites and their libraries go: who asks, for what, and may they. Safe
 * for many threads. See <a
 * href="https://learn.microsoft.com/graph/api/resources/sharepoint">SharePoint sites in Graph</a>.
 */
final class GraphApi {
  static final String PREFIX = "/v1.0";

  private final Sites sites;
  private final Entra entra;
  private final Views views;
  private final ItemApi items;

  GraphApi(Sites sites, Entra entra, Views views, ItemApi items) {
    this.sites = sites;
    this.entra = entra;
    this.views = views;
    this.items = items;
  }

  /** A request and who it comes from. */
  private record Caller(Request request, App app) {
    void require(Site site) {
      boolean reads = request.method().equals("GET");
      Right right = site.right(app);
      if (right == Right.NONE || (right == Right.READ && !reads)) {
        throw Refusal.denied();
      }
    }
  }

  Answer answer(Request request) throws IOException {
    App app = entra.tokens().bearer(request);
    Caller caller = new Caller(request, app);
    Address address = Address.of(request.path().substring(PREFIX.length()));
    Address.Step first = address.take();
    return switch (first.word()) {
      case "sites" -> site(caller, address);
      case "drives" -> drive(caller, library(address.take().word()), address);
      default -> registration(app, first.word());
    };
  }

  /**
   * An application reads its own registration. See <a
   * href="https://learn.microsoft.com/graph/api/application-get">get application</a>.
   */
  private static Answer registration(App app, String word) {
    if (!word.startsWith("applications(")) {
      throw Address.unknown(word);
    }
    if (!word.equals("applications(appId='" + app.clientId() + "')") || !app.mayReadItself()) {
      throw new Refusal(
          403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    }
    return Answer.json(200, Views.application(app));
  }

  private Library library(String id) {
    return sites.drive(id).orElseThrow(Refusal::notFound);
  }

  private Answer site(Caller caller, Address address) throws IOException {
    Address.Step which = address.take();
    Site site = find(which);
    caller.require(site);
    if (!address.hasMore()) {
      return Answer.json(200, Views.selected(views.site(site), caller.request()));
    }
    String next = address.take().word();
    return switch (next) {
      case "drive" -> drive(caller, site.library(Site.DOCUMENTS), address);
      case "drives" ->
        address.hasMore()
            ? drive(caller, library(address.take().word()), address)
            : drives(caller.request(), site);
      default -> throw Address.unknown(next);
    };
  }

  private Site find(Address.Step which) {
    String path = "/" + String.join("/", which.way());
    return sites
        .byId(which.word())
        .filter(site -> which.way().isEmpty())
        .or(() -> sites.byPath(which.word(), path))
        .orElseThrow(() -> new Refusal(404, "itemNotFound", "Requested site could not be found"));
  }

  private Answer drives(Request request, Site site) {
    List<Library> all = List.copyOf(site.libraries());
    int first =
        request.query(Pages.TOKEN).map(Pages::last).map(Integer::parseInt).orElse(0);
    int end = Math.min(all.size(), first + site.paging().size(Pages.top(request)));
    ObjectNode page = Views.object();
    ArrayNode value = page.putArray("value");
    for (Library library : all.subList(first, end)) {
      value.add(Views.selected(views.drive(library), request));
    }
    Pages.next(site.paging(), end < all.size(), "" + first, "" + end)
        .ifPresent(last -> page.put(Pages.NEXT, Pages.link(request, last)));
    return Answer.json(200, page);
  }

  private Answer drive(Caller caller, Library library, Address address) throws IOException {
    caller.require(library.site());
    if (!address.hasMore()) {
      return Answer.json(200, Views.selected(views.drive(library), caller.request()));
    }
    Address.Step step = address.take();
    Address.Step item = step.word().equals("items") ? address.take() : step;
    if (!step.word().equals("items") && !step.word().equals("root")) {
      throw Address.unknown(step.word());
    }
    Place place = new Place(item.word(), item.way());
    return items.answer(new ItemApi.Question(caller.request(), library, place, address.rest()));
  }
}
