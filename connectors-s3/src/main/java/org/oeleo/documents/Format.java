package org.oeleo.documents;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import java.util.List;

/** How a document is written down. */
enum Format {
  JSON(List.of(".json"), JacksonJson.builder()),
  YAML(List.of(".yaml", ".yml"), JacksonYaml.builder());

  private final List<String> suffixes;
  private final ObjectReader reader;
  private final ObjectWriter writer;

  Format(List<String> suffixes, MapperBuilder<?, ?> builder) {
    var mapper = builder
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .build();
    this.suffixes = suffixes;
    this.reader = mapper.reader();
    this.writer = mapper.writer();
  }

  boolean isOf(String name) {
    return suffixes.stream().anyMatch(name::endsWith);
  }

  ObjectReader reader() {
    return reader;
  }

  ObjectWriter writer() {
    return writer;
  }
}
