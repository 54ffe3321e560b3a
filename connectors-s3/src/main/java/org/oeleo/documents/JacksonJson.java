package org.oeleo.documents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON as it is read and written here: two spaces for each level, as the seed had it. */
final class JacksonJson {
  /** Deeper than people write, and far from what the stack holds. */
  static final int DEEPEST = 200;

  private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

  private JacksonJson() {}

  static StreamReadConstraints limits() {
    return StreamReadConstraints.builder()
        .maxNestingDepth(DEEPEST)
        .maxStringLength(Integer.MAX_VALUE)
        .build();
  }

  static JsonMapper.Builder builder() {
    JsonFactory factory = JsonFactory.builder()
        .streamReadConstraints(limits())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
        .withArrayIndenter(INDENTER)
        .withObjectIndenter(INDENTER);
    return JsonMapper.builder(factory)
        .enable(SerializationFeature.INDENT_OUTPUT)
        .defaultPrettyPrinter(printer);
  }
}
