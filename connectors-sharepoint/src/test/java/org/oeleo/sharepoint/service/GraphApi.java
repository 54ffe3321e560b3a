package org.oeleo.sharepoint.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

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
      case "applications" -> throw Address.unknown(first.word());
      default -> throw Address.unknown(first.word());
    };
  }

  private Library library(String id) {
    return sites.drive(id).orElseThrow(Refusal::notFound);
  }

  private Answer site(Caller caller, Address address) {
    Address.Step which = address.take();
    Site site = find(which);
    caller.require(site);
    if (!address.hasMore()) {
      return Answer.json(200, Views.selected(views.site(site), caller.request()));
    }
    String next = address.take().word();
    if (next.equals("drives") && !address.hasMore()) {
      return drives(caller.request(), site);
    }
    throw Address.unknown(next);
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
    ObjectNode page = Views.object();
    ArrayNode value = page.putArray("value");
    for (Library library : site.libraries()) {
      value.add(Views.selected(views.drive(library), request));
    }
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
