package org.oeleo.sharepoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.graph.models.DriveItem;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.Set;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.oeleo.sharepoint.access.Failures;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An upload session, spoken to without a token: its address is a secret by itself, and SharePoint
 * refuses whoever sends both. Nothing here names the address. See Microsoft, createUploadSession.
 * Immutable.
 *
 * @param http sends no token
 * @param url the secret address
 * @param path of the file, for messages
 */
record UploadSession(OkHttpClient http, String url, RelativePath path) {
  private static final Logger LOG = LoggerFactory.getLogger(UploadSession.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How SharePoint answers if it knows, or believes in, the session no longer. */
  private static final Set<Integer> ENDED = Set.of(401, 404, 410);

  /** What became of a slice. */
  sealed interface Outcome {
    /** It was the last: the file is there. */
    record Finished(DriveItem item) implements Outcome {}

    /** More is wanted, from this offset on. */
    record More(long next) implements Outcome {}

    /** The service has something else than we believe. */
    record Doubt() implements Outcome {}

    /** There is no such session any more. */
    record Gone() implements Outcome {}
  }

  /** Sends what comes at {@code offset} of a file of {@code total} bytes. */
  Outcome send(Sending body, long offset, long total) throws IOException {
    String range = "bytes " + offset + "-" + (offset + body.contentLength() - 1) + "/" + total;
    Request request =
        new Request.Builder().url(url).header("Content-Range", range).put(body).build();
    try (Response answer = http.newCall(request).execute()) {
      return switch (answer.code()) {
        case 200, 201 -> new Outcome.Finished(Answers.item(answer, path));
        case 202 -> wanted(answer);
        case 416 -> new Outcome.Doubt();
        default -> {
          if (ENDED.contains(answer.code())) {
            yield new Outcome.Gone();
          }
          throw Failures.of(answer, path);
        }
      };
    } catch (IOException e) {
      throw body.failure().isPresent() ? body.explain(e) : Failures.of(e, path);
    }
  }

  /** From where on the service wants more; empty if it knows the session no longer. */
  OptionalLong next() throws IOException {
    try (Response answer = http.newCall(new Request.Builder().url(url).build()).execute()) {
      if (ENDED.contains(answer.code())) {
        return OptionalLong.empty();
      }
      if (!answer.isSuccessful()) {
        throw Failures.of(answer, path);
      }
      return wanted(answer) instanceof Outcome.More more
          ? OptionalLong.of(more.next())
          : OptionalLong.empty();
    } catch (IOException e) {
      throw Failures.of(e, path);
    }
  }

  /** Ranges are {@code 26-} or {@code 26-51}, and there may be several; the first hole counts. */
  private Outcome wanted(Response answer) throws IOException {
    JsonNode ranges = JSON.readTree(Answers.json(answer, path)).path("nextExpectedRanges");
    OptionalLong first = OptionalLong.empty();
    for (JsonNode range : ranges) {
      String begin = range.asText().split("-", 2)[0];
      if (!begin.matches("\\d{1,18}")) {
        throw Answers.foreign(path, null);
      }
      long offset = Long.parseLong(begin);
      first = OptionalLong.of(Math.min(first.orElse(offset), offset));
    }
    return first.isPresent() ? new Outcome.More(first.getAsLong()) : new Outcome.Doubt();
  }

  /** Frees what was sent; if that fails, SharePoint does it after some days. */
  void cancel() {
    Request request =
        new Request.Builder().url(url).delete(RequestBody.create(new byte[0])).build();
    try (Response answer = http.newCall(request).execute()) {
      LOG.debug("an upload session that is given up: {}", answer.code());
    } catch (IOException e) {
      LOG.debug("an upload session that is given up stays for a while", Failures.of(e, path));
    }
  }

  /** Without the address. */
  @Override
  public String toString() {
    return "UploadSession[" + Printable.name(path) + "]";
  }
}
