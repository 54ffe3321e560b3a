package org.oeleo.sharepoint.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What Graph does with the items of a library. Safe for many threads. See <a
 * href="https://learn.microsoft.com/graph/api/resources/driveitem">driveItem and its methods</a>.
 */
final class ItemApi {
  private static final long SMALL = 250L * 1024 * 1024;

  private final Contents contents;
  private final Views views;
  private final Downloads downloads;
  private final UploadSessions sessions;
  private final Listing listing;

  ItemApi(Contents contents, Views views, Downloads downloads, UploadSessions sessions) {
    this.contents = contents;
    this.views = views;
    this.downloads = downloads;
    this.sessions = sessions;
    this.listing = new Listing(views);
  }

  /** A request about an item: where that is, and what of it is meant. */
  record Question(Request request, Library library, Place place, String aspect) {}

  Answer answer(Question question) throws IOException {
    return switch (question.request().method() + " " + question.aspect()) {
      case "GET " -> read(question);
      case "GET children" -> listing.answer(question);
      case "GET content" -> download(question);
      case "PUT content" -> put(question);
      case "POST children" -> makeFolder(question);
      case "POST createUploadSession" -> openSession(question);
      case "PATCH " -> change(question);
      case "DELETE " -> delete(question);
      default -> throw Address.unknown(question.aspect());
    };
  }

  private Answer read(Question question) {
    Library library = question.library();
    return library.atomically(tree -> {
      Item item = tree.find(question.place());
      Optional<String> known = question.request().header("If-None-Match");
      if (known.isPresent() && item.matches(known.get())) {
        return Answer.empty(304);
      }
      return Answer.json(200, view(question, item));
    });
  }

  private ObjectNode view(Question question, Item item) {
    ObjectNode view = views.item(question.library(), item);
    view.put(
        "@odata.context",
        "https://graph.microsoft.com/v1.0/$metadata#drives('"
            + question.library().id() + "')/items/$entity");
    return Views.selected(view, question.request());
  }

  private Answer download(Question question) {
    return question.library().atomically(tree -> {
      Item item = tree.find(question.place());
      if (!item.isFile()) {
        throw Refusal.notFound();
      }
      return Answer.redirect(downloads.url(question.library(), item));
    });
  }

  private Answer put(Question question) throws IOException {
    Request request = question.request();
    long length = request.header("Content-Length").map(Long::parseLong).orElse(0L);
    if (length > SMALL) {
      String message = "The request is too large.";
      throw new Refusal(413, "invalidRequest", message).detailed("maxStreamSizeExceeded");
    }
    Terms terms = Terms.of(Conflict.of(request).orElse(Conflict.REPLACE))
        .matching(request.header("If-Match"));
    Content content = contents.receive(request.body(), request.damage());
    return question.library().atomically(tree -> {
      boolean fresh = tree.look(question.place()).isEmpty();
      Item item = question.library().write(question.place(), content, terms);
      return Answer.json(fresh ? 201 : 200, view(question, item));
    });
  }

  private Answer makeFolder(Question question) throws IOException {
    JsonNode body = question.request().json();
    if (!body.has("folder") || !body.hasNonNull("name")) {
      throw Refusal.invalid("A folder needs a name and the facet folder");
    }
    Conflict conflict =
        Conflict.of(body).or(() -> Conflict.of(question.request())).orElse(Conflict.FAIL);
    String name = body.path("name").asText();
    return question.library().atomically(tree -> {
      long before = tree.count();
      Item folder = tree.newFolder(question.place(), name, conflict);
      return Answer.json(tree.count() > before ? 201 : 200, view(question, folder));
    });
  }

  private Answer openSession(Question question) throws IOException {
    Library library = question.library();
    if (library.site().sessionsDenied()) {
      throw Refusal.denied();
    }
    Request request = question.request();
    JsonNode body = request.json();
    JsonNode wanted = body.path("item");
    Place place = question.place();
    if (wanted.hasNonNull("name")
        && !place.way().isEmpty()
        && !Names.folded(wanted.path("name").asText()).equals(Names.folded(place.name()))) {
      throw Refusal.invalid("The name in the address differs from the one in the body");
    }
    Conflict conflict = Conflict.of(wanted).or(() -> Conflict.of(request)).orElse(Conflict.FAIL);
    Terms terms = terms(wanted, conflict).matching(request.header("If-Match"));
    boolean deferred = body.path("deferCommit").asBoolean();
    return library.atomically(tree -> {
      tree.checkWrite(place, terms);
      library.checkLock(place);
      library.checkRoom(wanted.path("fileSize").asLong());
      String path = Names.folded(tree.path(place));
      return sessions.create(new UploadSession.Plan(library, place, path, terms, deferred));
    });
  }

  private Answer change(Question question) throws IOException {
    JsonNode body = question.request().json();
    Conflict conflict =
        Conflict.of(body).or(() -> Conflict.of(question.request())).orElse(Conflict.FAIL);
    Terms terms = terms(body, conflict).matching(question.request().header("If-Match"));
    Optional<String> name =
        body.hasNonNull("name") ? Optional.of(body.path("name").asText()) : Optional.empty();
    Tree.Change change = new Tree.Change(name, parent(question, body), terms);
    return question.library().atomically(tree -> {
      question.library().checkLock(question.place());
      question.library().checkLock(tree.target(question.place(), change));
      return Answer.json(200, view(question, tree.change(question.place(), change)));
    });
  }

  private static Optional<Place> parent(Question question, JsonNode body) {
    JsonNode parent = body.path("parentReference");
    String drive = parent.path("driveId").asText(question.library().id());
    if (!drive.equals(question.library().id())) {
      throw new Refusal(400, "notSupported", "Items are not moved between drives");
    }
    if (parent.hasNonNull("id")) {
      return Optional.of(new Place(parent.path("id").asText(), List.of()));
    }
    if (!parent.hasNonNull("path")) {
      return Optional.empty();
    }
    String path = parent.path("path").asText();
    int root = path.indexOf("/root:");
    if (root < 0) {
      throw Refusal.invalid("Invalid path in parentReference");
    }
    return Optional.of(Place.of(Texts.decoded(path.substring(root + "/root:".length()))));
  }

  private static Terms terms(JsonNode body, Conflict conflict) {
    JsonNode times = body.path("fileSystemInfo");
    return new Terms(
        conflict,
        Optional.empty(),
        time(times.path("createdDateTime")),
        time(times.path("lastModifiedDateTime")));
  }

  private static Optional<Instant> time(JsonNode node) {
    try {
      return node.isTextual()
          ? Optional.of(OffsetDateTime.parse(node.asText()).toInstant())
          : Optional.empty();
    } catch (DateTimeException e) {
      throw Refusal.invalid("Invalid date: " + node.asText());
    }
  }

  private static Answer delete(Question question) {
    Optional<String> ifMatch = question.request().header("If-Match");
    return question.library().atomically(tree -> {
      tree.find(question.place());
      question.library().checkLock(question.place());
      tree.delete(question.place(), ifMatch);
      return Answer.empty(204);
    });
  }
}
