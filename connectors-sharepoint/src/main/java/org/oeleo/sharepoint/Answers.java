package org.oeleo.sharepoint;

import com.microsoft.graph.models.DriveItem;
import com.microsoft.kiota.serialization.JsonParseNodeFactory;
import com.microsoft.kiota.serialization.ParseNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;

/** Reads answers that did not go through the SDK. */
final class Answers {
  /** No answer of Graph about one file is larger. */
  private static final long MOST = 1024 * 1024;

  private Answers() {}

  /** The bytes of a JSON answer. */
  static byte[] json(Response answer, Object subject) throws IOException {
    ResponseBody body = answer.body();
    boolean json = body != null
        && body.contentType() != null
        && body.contentType().subtype().contains("json");
    if (!json) {
      throw foreign(subject, null);
    }
    return answer.peekBody(MOST).bytes();
  }

  /** The item that an answer describes. */
  static DriveItem item(Response answer, Object subject) throws IOException {
    return item(json(answer, subject), subject);
  }

  static DriveItem item(byte[] json, Object subject) throws ConnectorException {
    try {
      ParseNode node = new JsonParseNodeFactory()
          .getParseNode("application/json", new ByteArrayInputStream(json));
      DriveItem item = node.getObjectValue(DriveItem::createFromDiscriminatorValue);
      if (item != null && item.getId() != null) {
        return item;
      }
    } catch (RuntimeException e) {
      throw foreign(subject, e);
    }
    throw foreign(subject, null);
  }

  /** An item as every answer of Graph describes it: it has an id at least. */
  static DriveItem whole(Object subject, DriveItem item) throws ConnectorException {
    if (item.getId() == null) {
      throw foreign(subject, null);
    }
    return item;
  }

  /** Where a proxy answers in place of Graph, or breaks off in the middle of what it says. */
  static ConnectorException foreign(
      Object subject, @org.jspecify.annotations.Nullable Throwable cause) {
    String message = Printable.name(subject) + ": what answers is not Microsoft Graph";
    return cause == null
        ? new ConnectorException(Kind.UNREACHABLE, message)
        : new ConnectorException(Kind.UNREACHABLE, message, cause);
  }
}
