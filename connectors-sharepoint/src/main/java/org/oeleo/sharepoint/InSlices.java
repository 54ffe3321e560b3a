package org.oeleo.sharepoint;

import com.microsoft.graph.drives.item.items.item.createuploadsession.CreateUploadSessionPostRequestBody;
import com.microsoft.graph.models.DriveItemUploadableProperties;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;

/**
 * Sends a file in slices by an upload session, and goes on with one that an earlier process began.
 * After any doubt the service is asked what it has. Nothing is published before all of the source
 * has been read. Safe for many threads.
 */
final class InSlices {
  /** After these, the same content will never be asked for again. */
  private static final Set<Kind> FINAL =
      EnumSet.of(Kind.CHANGED, Kind.NOT_FOUND, Kind.REJECTED, Kind.INVALID_NAME, Kind.UNSUPPORTED);

  /** How often in a row the service may want what it has been sent before. */
  private static final int MOST_DOUBTS = 4;

  private final Library library;
  private final Slices slices;

  InSlices(Library library, Slices slices) {
    this.library = library;
    this.slices = slices;
  }

  Receipt.Received write(RelativePath path, Content content, Target target) throws IOException {
    String address = library.addressOf(target.folderId()) + ":/" + Urls.segment(target.name());
    Optional<UploadSession> earlier = earlier(path, content, address);
    if (earlier.isPresent()) {
      OptionalLong next = earlier.get().next();
      Optional<Receipt.Received> sent =
          next.isPresent() ? send(content, earlier.get(), next.getAsLong()) : Optional.empty();
      if (sent.isPresent()) {
        return sent.get();
      }
      // It may have all bytes and yet not have finished, and would be in the way of another.
      earlier.get().cancel();
    }
    UploadSession session = begin(path, content, new Place(address, target.conflict()));
    return send(content, session, 0)
        .orElseThrow(() -> new ConnectorException(
            Kind.IO_ERROR,
            Printable.name(path) + ": SharePoint gave up the upload session before its end"));
  }

  /** An address, and what happens if something is there. */
  private record Place(String address, Target.Conflict conflict) {}

  /** The session that an earlier write began, if it is for this; another is given up. */
  private Optional<UploadSession> earlier(RelativePath path, Content content, String address) {
    Optional<UploadToken> token = content.resumeToken().flatMap(UploadToken::parse);
    Optional<UploadSession> session = token.map(known -> session(path, known.url()));
    boolean fits = token
        .filter(known -> known.address().equals(address))
        .filter(known -> known.size() == content.size())
        .isPresent();
    if (!fits) {
      session.ifPresent(UploadSession::cancel);
    }
    return fits ? session : Optional.empty();
  }

  private UploadSession session(RelativePath path, String url) {
    return new UploadSession(library.access().anonymous(), url, path);
  }

  private UploadSession begin(RelativePath path, Content content, Place place) throws IOException {
    DriveItemUploadableProperties item = new DriveItemUploadableProperties();
    item.setFileSystemInfo(Entries.times(content.modified()));
    item.getAdditionalData()
        .put("@microsoft.graph.conflictBehavior", place.conflict().word());
    CreateUploadSessionPostRequestBody request = new CreateUploadSessionPostRequestBody();
    request.setItem(item);
    String url = Optional.ofNullable(open(path, place, request).getUploadUrl())
        .filter(text -> text.startsWith("https://"))
        .orElseThrow(() -> Answers.foreign(path, null));
    content.keepResumeToken(new UploadToken(url, place.address(), content.size()).toJson());
    return session(path, url);
  }

  /**
   * SharePoint keeps one session for a name: one that a run was killed in, before the ledger knew
   * it, is in the way until it ends by itself.
   */
  private com.microsoft.graph.models.UploadSession open(
      RelativePath path, Place place, CreateUploadSessionPostRequestBody request)
      throws IOException {
    try {
      return library.at(
          path,
          graph -> graph
              .drives()
              .byDriveId("drive")
              .items()
              .byDriveItemId("item")
              .createUploadSession()
              .withUrl(place.address() + ":/createUploadSession")
              .post(request));
    } catch (ConnectorException e) {
      if (e.kind() == Kind.CHANGED && isInTheWay(path, place)) {
        throw new ConnectorException(
            Kind.BUSY,
            Printable.name(path) + ": an upload of it that was cut off is still open at SharePoint,"
                + " which ends it by itself; until then there can be no other",
            e);
      }
      throw e;
    }
  }

  /** Whether it is no file that is in the way. */
  private boolean isInTheWay(RelativePath path, Place place) throws IOException {
    return place.conflict() == Target.Conflict.REPLACE
        || library.findAt(path, place.address()).isEmpty();
  }

  /** The earlier upload of this token will not be continued. */
  void giveUp(RelativePath path, String token) {
    UploadToken.parse(token).ifPresent(known -> session(path, known.url()).cancel());
  }

  /** Sends the rest; empty if the session is gone. */
  private Optional<Receipt.Received> send(Content content, UploadSession session, long from)
      throws IOException {
    try {
      int doubts = 0;
      long at = from;
      while (true) {
        requireSense(at, content, session, doubts);
        Leg leg = new Leg(content, session, slices);
        UploadSession.Outcome outcome = leg.run(at);
        if (outcome instanceof UploadSession.Outcome.Finished finished) {
          return Optional.of(new Receipt.Received(finished.item(), leg.sent()));
        }
        OptionalLong next = next(session, outcome);
        if (next.isEmpty()) {
          return Optional.empty();
        }
        doubts = next.getAsLong() > at ? 0 : doubts + 1;
        at = next.getAsLong();
      }
    } catch (IOException e) {
      if (FINAL.contains(ConnectorException.kindOf(e))) {
        session.cancel();
      }
      throw e;
    }
  }

  private static OptionalLong next(UploadSession session, UploadSession.Outcome outcome)
      throws IOException {
    if (outcome instanceof UploadSession.Outcome.More more) {
      return OptionalLong.of(more.next());
    }
    return outcome instanceof UploadSession.Outcome.Doubt ? session.next() : OptionalLong.empty();
  }

  private static void requireSense(long at, Content content, UploadSession session, int doubts)
      throws ConnectorException {
    if (at >= content.size() || doubts > MOST_DOUBTS) {
      // The next try begins anew.
      session.cancel();
      throw new ConnectorException(
          Kind.IO_ERROR,
          Printable.name(session.path()) + ": SharePoint wants byte " + at + " of " + content.size()
              + ", again and again");
    }
  }
}
