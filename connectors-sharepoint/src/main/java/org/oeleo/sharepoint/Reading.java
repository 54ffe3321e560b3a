package org.oeleo.sharepoint;

import com.microsoft.graph.models.DriveItem;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.oeleo.sharepoint.access.Failures;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;

/**
 * Reads files from addresses that SharePoint gives out for a while: they need no token, and never
 * get one. Safe for many threads.
 */
final class Reading {
  private static final int MOST_LOOKS = 3;

  /** What an address says that is good for nothing any more. */
  private static final Set<Kind> VOID = EnumSet.of(Kind.NOT_FOUND, Kind.ACCESS_DENIED);

  private final Library library;

  Reading(Library library) {
    this.library = library;
  }

  /**
   * Whoever replaces the file between two requests makes the address of the first one void, and
   * each is good for some time only.
   */
  InputStream read(RelativePath path, long offset) throws IOException {
    Optional<ConnectorException> refusal = Optional.empty();
    for (int look = 0; look < MOST_LOOKS; look++) {
      DriveItem item = library
          .findToRead(path)
          .filter(Entries::isFile)
          .orElseThrow(
              () -> new ConnectorException(Kind.NOT_FOUND, Printable.name(path) + " is not there"));
      if (offset >= Entries.of(path, item).size()) {
        return InputStream.nullInputStream();
      }
      try {
        return read(path, item, offset);
      } catch (ConnectorException e) {
        if (!VOID.contains(e.kind())) {
          throw e;
        }
        refusal = Optional.of(e);
      }
    }
    throw refusal
        .filter(e -> e.kind() == Kind.ACCESS_DENIED)
        .orElseGet(() -> new ConnectorException(
            Kind.BUSY, Printable.name(path) + " is being replaced over and over"));
  }

  private InputStream read(RelativePath path, DriveItem item, long offset) throws IOException {
    Request.Builder request = new Request.Builder().url(address(path, item));
    if (offset > 0) {
      request.header("Range", "bytes=" + offset + "-");
    }
    Response answer = answer(path, request.build());
    boolean compares = offset == 0 && !Rewriting.mayHappenTo(path.name());
    return new ItemInput(
        answer,
        path,
        new ItemInput.Expected(
            passOver(answer, path, offset),
            Entries.of(path, item).size() - offset,
            compares ? Entries.hash(item) : Optional.empty()));
  }

  /** How many bytes come that were not asked for: a service may take no notice of the range. */
  private static long passOver(Response answer, RelativePath path, long offset) throws IOException {
    if (answer.code() == 206) {
      return 0;
    }
    if (answer.code() == 200) {
      requireNoPage(answer, path);
      return offset;
    }
    if (answer.code() == 401) {
      answer.close();
      throw new ConnectorException(
          Kind.ACCESS_DENIED,
          Printable.name(path) + ": SharePoint does not take the address that it has given out");
    }
    throw Failures.of(answer, path);
  }

  /** The page of some network on the way, where the file itself is none. */
  private static void requireNoPage(Response answer, RelativePath path) throws IOException {
    ResponseBody body = answer.body();
    MediaType type = body == null ? null : body.contentType();
    if (type != null && type.subtype().equals("html") && !Rewriting.mayHappenTo(path.name())) {
      answer.close();
      throw Answers.foreign(path, null);
    }
  }

  private Response answer(RelativePath path, Request request) throws IOException {
    try {
      return library.access().anonymous().newCall(request).execute();
    } catch (IOException e) {
      throw Failures.of(e, path);
    }
  }

  /** Graph mostly tells it with the item, else by sending us there. */
  private HttpUrl address(RelativePath path, DriveItem item) throws IOException {
    Object told = item.getAdditionalData().get("@microsoft.graph.downloadUrl");
    Optional<String> url = Optional.ofNullable(told).map(Object::toString);
    String address = url.isPresent() ? url.get() : location(path, item.getId());
    HttpUrl parsed = HttpUrl.parse(address);
    if (parsed == null || !parsed.isHttps()) {
      throw Answers.foreign(path, null);
    }
    return parsed;
  }

  private String location(RelativePath path, String id) throws IOException {
    String content = library.addressOf(id) + "/content";
    try {
      Request request =
          library.access().withToken(new Request.Builder().url(content).build());
      try (Response answer = library.access().authorized().newCall(request).execute()) {
        String location = answer.header("Location");
        if (answer.code() / 100 != 3 || location == null) {
          throw answer.isSuccessful() ? Answers.foreign(path, null) : Failures.of(answer, path);
        }
        // Not by java.net.URI, whose complaints repeat the whole address.
        HttpUrl there = HttpUrl.get(content).resolve(location);
        if (there == null) {
          throw Answers.foreign(path, null);
        }
        return there.toString();
      }
    } catch (IOException e) {
      throw Failures.of(e, path);
    } catch (RuntimeException e) {
      throw Failures.of(e, path);
    }
  }
}
