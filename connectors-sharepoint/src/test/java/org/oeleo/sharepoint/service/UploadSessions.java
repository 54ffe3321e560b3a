package org.oeleo.sharepoint.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The sessions by which large files come, and their addresses, which need no other authentication
 * and refuse any. Safe for many threads. See <a
 * href="https://learn.microsoft.com/graph/api/driveitem-createuploadsession">createUploadSession</a>.
 */
public final class UploadSessions {
  static final String PATH = "/uploadSession";

  private final Contents contents;
  private final ServiceClock clock;
  private final Views views;
  private final Map<String, UploadSession> sessions = new ConcurrentHashMap<>();
  private final Queue<UploadSession> all = new ConcurrentLinkedQueue<>();
  private volatile String base = "";
  private volatile Ranges ranges = Ranges.OPEN;
  private volatile boolean exclusive = true;
  private volatile Duration valid = Duration.ofDays(7);

  UploadSessions(Contents contents, ServiceClock clock, Views views) {
    this.contents = contents;
    this.clock = clock;
    this.views = views;
  }

  void base(String address) {
    base = address;
  }

  /** All that there ever were, the oldest first. */
  public List<UploadSession> all() {
    return List.copyOf(all);
  }

  /** Those neither finished nor cancelled nor expired. */
  public List<UploadSession> open() {
    return all.stream().filter(session -> session.isOpen(clock.instant())).toList();
  }

  public void ranges(Ranges kind) {
    ranges = kind;
  }

  /** How long a session lives after each slice. */
  public void valid(Duration time) {
    valid = time;
  }

  public void expireAll() {
    open().forEach(UploadSession::expire);
  }

  /** Several sessions for one name at a time, which the real service does not give out. */
  public void severalAtATime() {
    exclusive = false;
  }

  /**
   * One session only for a name, whatever is to happen in case of a conflict. See <a
   * href="https://github.com/OneDrive/onedrive-api-docs/issues/747">onedrive-api-docs 747</a>.
   */
  private void checkExclusive(UploadSession.Plan plan) {
    boolean busy = open().stream().anyMatch(session -> session.isFor(plan));
    if (exclusive && busy && plan.terms().conflict() != Conflict.RENAME) {
      throw new Refusal(
          409,
          "nameAlreadyExists",
          "A file with the same name is currently being uploaded. Change the filename and try to"
              + " save again.");
    }
  }

  Answer create(UploadSession.Plan plan) {
    checkExclusive(plan);
    String token = UUID.randomUUID() + "-" + UUID.randomUUID();
    UploadSession session =
        new UploadSession(plan, contents.newFile(), clock.instant().plus(valid));
    sessions.put(token, session);
    all.add(session);
    ObjectNode view = session.status(ranges);
    view.put(
        "@odata.context",
        "https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.uploadSession");
    String path =
        plan.library().site().path().equals("/") ? "" : plan.library().site().path();
    view.put(
        "uploadUrl",
        base + Texts.encodedPath(path) + "/_api/v2.0/drives/"
            + plan.library().id() + "/items/" + Texts.encoded(plan.place().id()) + PATH
            + "?guid='" + UUID.randomUUID() + "'&overwrite=True&rename=False&dc=0&tempauth=v1."
            + token);
    return Answer.json(200, view);
  }

  Answer answer(Request request) throws IOException {
    if (request.header("Authorization").isPresent()) {
      throw new Refusal(401, "unauthenticated", "The request has two kinds of authentication.");
    }
    String token = request.query("tempauth").orElse("").replaceFirst("^v1\\.", "");
    UploadSession session = Optional.ofNullable(sessions.get(token))
        .filter(each -> each.isOpen(clock.instant()))
        .orElseThrow(() -> new Refusal(404, "itemNotFound", "The upload session was not found")
            .detailed("uploadSessionNotFound"));
    return switch (request.method()) {
      case "GET" -> Answer.json(200, session.status(ranges));
      case "PUT" -> put(session, request);
      case "POST" -> session.complete() ? commit(session, request) : incomplete();
      case "DELETE" -> cancel(session);
      default -> throw new Refusal(405, "notAllowed", "Method not allowed");
    };
  }

  private static Answer incomplete() {
    throw Refusal.invalid("The upload is not complete.").detailed("uploadSessionIncomplete");
  }

  private static Answer cancel(UploadSession session) {
    session.end(UploadSession.State.CANCELLED);
    return Answer.empty(204);
  }

  private Answer put(UploadSession session, Request request) throws IOException {
    Slice slice = Slice.of(request);
    session.check(slice);
    session.library().checkRoom(slice.total());
    session.take(slice, new CountedBody(request.body(), session::count));
    session.extend(clock.instant().plus(valid));
    return session.complete() && !session.deferred()
        ? commit(session, request)
        : Answer.json(202, session.status(ranges));
  }

  /** A refused commit leaves the session as it is: complete, and nowhere to be seen. */
  private Answer commit(UploadSession session, Request request) {
    Library library = session.library();
    Content content = contents.damaged(session.content(), request.damage());
    return library.atomically(tree -> {
      boolean fresh = tree.look(session.place()).isEmpty();
      Item item = library.write(session.place(), content, session.terms());
      session.end(UploadSession.State.FINISHED);
      return Answer.json(fresh ? 201 : 200, views.item(library, item));
    });
  }
}
