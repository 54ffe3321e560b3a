package org.oeleo.documents;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Data only: refuses the tags of YAML, which would be passed over, and its aliases, which would be
 * read as texts. Names are texts, whatever their tag. One thread at a time.
 */
final class PlainParser extends JsonParserDelegate {
  /** Thrown for what is YAML, but not data. */
  static final class NotPlainException extends JsonParseException {
    private static final long serialVersionUID = 1L;

    NotPlainException(JsonParser parser, String what) {
      super(parser, what);
    }
  }

  PlainParser(JsonParser parser) {
    super(parser);
  }

  @Override
  public @Nullable JsonToken nextToken() throws IOException {
    JsonToken token = delegate.nextToken();
    if (delegate instanceof YAMLParser yaml && token != null) {
      if (yaml.isCurrentAlias()) {
        throw new NotPlainException(yaml, "has an alias (*): write out what it stands for");
      }
      if (yaml.getTypeId() != null) {
        throw new NotPlainException(yaml, "has a tag (!): only plain data is read");
      }
    }
    return token;
  }
}
