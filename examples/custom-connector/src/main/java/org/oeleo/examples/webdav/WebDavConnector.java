package org.oeleo.examples.webdav;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.oeleo.spi.Capabilities;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.NameBytes;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;

/** A folder on a WebDAV server (RFC 4918) and all that is below it. Safe for many threads. */
final class WebDavConnector implements Connector {
  private static final int LONGEST_NAME = 255;

  /**
   * A PUT shows the new file when all of it is there (Apache, nginx and Nextcloud do so). A MOVE
   * may leave a moment without the file (RFC 4918 says so and Apache does), so it is no promise.
   */
  private static final Capabilities CAPABILITIES = new Capabilities(
      Set.of(Capability.ATOMIC_WRITE, Capability.CREATE_ROOT, Capability.REMOTE),
      List.of(),
      Duration.ZERO);

  private final DavServer server;

  WebDavConnector(DavServer server) {
    this.server = server;
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public void ping() throws IOException {
    if (!lookUpRoot().map(Resource::isFolder).orElse(false)) {
      throw new ConnectorException(
          Kind.UNREACHABLE, "the folder " + Printable.name(server.root()) + " is not there");
    }
  }

  private Optional<Resource> lookUpRoot() throws IOException {
    HttpResponse<byte[]> answer = propfind(server.root(), 0);
    return switch (answer.statusCode()) {
      case 207 -> Resource.parse(answer.body()).stream().findFirst();
      case 404, 405, 410 -> Optional.empty();
      default -> throw DavServer.refusal(answer, server.root());
    };
  }

  /** Asks for what is at {@code place} and, with a depth of 1, for what is in it. */
  private HttpResponse<byte[]> propfind(URI place, int depth) throws IOException {
    var body = BodyPublishers.ofString(Resource.QUESTION);
    HttpRequest question = server
        .request(place, "PROPFIND", body)
        .header("Depth", String.valueOf(depth))
        .header("Content-Type", "application/xml; charset=utf-8")
        .build();
    return server.await(server.send(question));
  }

  /**
   * Where {@code path} is; only a {@link RelativePath} gets here, and so nothing leaves the root.
   */
  private URI place(RelativePath path) throws ConnectorException {
    if (!NameBytes.toText(NameBytes.toBytes(path.toString())).equals(path.toString())) {
      throw new ConnectorException(
          Kind.INVALID_NAME, Printable.name(path) + " would come back as another name");
    }
    for (String name : path.toString().split("/")) {
      if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
        throw new ConnectorException(
            Kind.INVALID_NAME, Printable.name(path) + " is too long a name");
      }
    }
    String names = Stream.of(path.toString().split("/"))
        .map(Resource::encoded)
        .collect(Collectors.joining("/"));
    return DavServer.parse(server.root() + names);
  }

  @Override
  public void list(ListRequest request, EntrySink sink) throws IOException {
    ping();
    Optional<ConnectorException> denied = Optional.empty();
    Deque<Optional<RelativePath>> folders = new ArrayDeque<>(List.of(Optional.empty()));
    while (!folders.isEmpty()) {
      Optional<RelativePath> folder = folders.remove();
      try {
        folders.addAll(list(folder, request, sink));
      } catch (ConnectorException e) {
        if (e.kind() != Kind.ACCESS_DENIED || folder.isEmpty()) {
          throw e;
        }
        denied = Optional.of(e);
      }
    }
    if (denied.isPresent()) {
      throw denied.get();
    }
  }

  /** Gives the files of one folder to the sink; returns the folders in it to look into. */
  private List<Optional<RelativePath>> list(
      Optional<RelativePath> folder, ListRequest request, EntrySink sink) throws IOException {
    URI place = folder.isPresent() ? place(folder.get()) : server.root();
    HttpResponse<byte[]> answer = propfind(place, 1);
    if (answer.statusCode() == 404) {
      ping();
      return List.of();
    }
    if (answer.statusCode() != 207) {
      throw DavServer.refusal(answer, place);
    }
    String itself = Resource.decoded(place);
    List<Resource> all = Resource.parse(answer.body());
    // The folder comes with what is in it; without it, who knows what else is missing.
    if (all.stream().noneMatch(found -> found.path().equals(itself) && found.isFolder())) {
      throw new ConnectorException(Kind.REJECTED, Printable.name(place) + " is not listed whole");
    }
    List<Optional<RelativePath>> below = new ArrayList<>();
    for (Resource found : all) {
      if (found.path().equals(itself)) {
        continue;
      }
      Optional<RelativePath> path = child(folder, itself, found);
      if (path.isPresent() && found.isFolder()) {
        if (path.get().depth() < request.maxDepth() && request.enters().test(path.get())) {
          below.add(path);
        } else {
          sink.notEntered(path.get().toString());
        }
      } else {
        give(path, found, sink);
      }
    }
    return below;
  }

  /** Its path, if it is what it should be: one name below the folder that was asked for. */
  private static Optional<RelativePath> child(
      Optional<RelativePath> folder, String itself, Resource found) {
    String name =
        found.path().startsWith(itself + "/") ? found.path().substring(itself.length() + 1) : "";
    return name.contains("/")
        ? Optional.empty()
        : RelativePath.ifValid(folder.map(above -> above + "/").orElse("") + name);
  }

  private static void give(Optional<RelativePath> path, Resource found, EntrySink sink)
      throws IOException {
    if (path.isEmpty()) {
      sink.leftOut(found.path(), "not a name in the folder that was asked for");
      return;
    }
    Optional<FileEntry> file = found.file(path.get());
    if (file.isPresent()) {
      sink.file(file.get());
    } else {
      sink.leftOut(path.get().toString(), "the server does not say how long it is");
    }
  }

  @Override
  public Optional<FileEntry> stat(RelativePath path) throws IOException {
    Optional<Resource> found = lookUp(path);
    return found.isPresent() ? found.get().file(path) : Optional.empty();
  }

  private Optional<Resource> lookUp(RelativePath path) throws IOException {
    HttpResponse<byte[]> answer = propfind(place(path), 0);
    if (answer.statusCode() == 207) {
      return Resource.parse(answer.body()).stream().findFirst();
    }
    // Below a file, where nothing can be, Apache says 400.
    if (answer.statusCode() == 404 || (answer.statusCode() == 400 && !isFolder(path.parent()))) {
      ping();
      return Optional.empty();
    }
    throw DavServer.refusal(answer, path);
  }

  private boolean isFolder(Optional<RelativePath> path) throws IOException {
    return path.isEmpty() || lookUp(path.get()).map(Resource::isFolder).orElse(false);
  }

  @Override
  public InputStream read(RelativePath path, long offset) throws IOException {
    FileEntry file = stat(path).orElseThrow(() -> missing(path));
    return new Download(server, place(path), file, offset);
  }

  private static ConnectorException missing(RelativePath path) {
    return new ConnectorException(Kind.NOT_FOUND, Printable.name(path) + " is not there");
  }

  @Override
  public FileEntry write(RelativePath path, Content content) throws IOException {
    makeFolder(path.parent());
    HttpResponse<byte[]> answer = new Upload(server, content).to(place(path));
    if (answer.statusCode() / 100 != 2) {
      throw DavServer.refusal(answer, path);
    }
    return stat(path).orElseThrow(() -> missing(path));
  }

  /** Makes a folder and those above it; never the root. */
  private void makeFolder(Optional<RelativePath> folder) throws IOException {
    if (folder.isEmpty()) {
      ping();
    } else if (!isFolder(folder)) {
      makeFolder(folder.get().parent());
      HttpResponse<byte[]> answer = makeCollection(place(folder.get()));
      // Another thread may have been quicker.
      if (answer.statusCode() != 201 && !isFolder(folder)) {
        throw DavServer.refusal(answer, folder.get());
      }
    }
  }

  private HttpResponse<byte[]> makeCollection(URI place) throws IOException {
    return server.await(
        server.send(server.request(place, "MKCOL", BodyPublishers.noBody()).build()));
  }

  @Override
  public void createRoot() throws IOException {
    HttpResponse<byte[]> answer = makeCollection(server.root());
    if (answer.statusCode() != 201) {
      ping();
    }
  }

  @Override
  public void delete(RelativePath path) throws IOException {
    // Of a folder, DELETE would take all that is in it.
    if (stat(path).isEmpty()) {
      return;
    }
    HttpResponse<byte[]> answer = server.await(server.send(
        server.request(place(path), "DELETE", BodyPublishers.noBody()).build()));
    if (answer.statusCode() / 100 != 2 && answer.statusCode() != 404) {
      throw DavServer.refusal(answer, path);
    }
  }

  @Override
  public String locate(RelativePath path) {
    return server.root() + path.toString();
  }

  @Override
  public void close() {
    server.close();
  }
}
