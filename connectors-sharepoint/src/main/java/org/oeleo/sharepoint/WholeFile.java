package org.oeleo.sharepoint;

import com.microsoft.graph.models.DriveItem;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import okhttp3.Request;
import okhttp3.Response;
import org.oeleo.sharepoint.access.Failures;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.Content;
import org.oeleo.spi.RelativePath;

/** Sends a small file by one request. Safe for many threads. */
final class WholeFile {
  private final Library library;

  WholeFile(Library library) {
    this.library = library;
  }

  /** Replaces the content of what is there, or makes a file. */
  Receipt.Received write(RelativePath path, Content content, Target target) throws IOException {
    Anew source = new Anew(content);
    Sending body = new Sending(source, content.size(), Sending.Ending.LAST);
    String url = library.addressOf(target.folderId()) + ":/" + Urls.segment(target.name())
        + ":/content?@microsoft.graph.conflictBehavior=" + target.conflict().word();
    try {
      Request request =
          library.access().withToken(new Request.Builder().url(url).put(body).build());
      try (Response answer = library.access().authorized().newCall(request).execute()) {
        if (!answer.isSuccessful()) {
          throw Failures.of(answer, path);
        }
        DriveItem item = Answers.item(answer, path);
        return new Receipt.Received(item, Checksum.of(QuickXorHash.ALGORITHM, source.digest));
      }
    } catch (IOException e) {
      throw body.failure().isPresent() ? body.explain(e) : Failures.of(e, path);
    } catch (RuntimeException e) {
      throw Failures.of(e, path);
    }
  }

  /** The source from its beginning, as often as the request is made. */
  private static final class Anew implements Sending.Source {
    private final Content content;
    private MessageDigest digest = new QuickXorHash();

    Anew(Content content) {
      this.content = content;
    }

    @Override
    public InputStream open() throws IOException {
      return content.open(0);
    }

    @Override
    public MessageDigest digest() {
      digest = new QuickXorHash();
      return digest;
    }

    @Override
    public boolean isOneShot() {
      return false;
    }

    @Override
    public void done(InputStream in) throws IOException {
      in.close();
    }
  }
}
