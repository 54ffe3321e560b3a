package org.oeleo.documents;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import org.yaml.snakeyaml.LoaderOptions;

/** YAML as it is read and written here. */
final class JacksonYaml {
  private JacksonYaml() {}

  static YAMLMapper.Builder builder() {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(JacksonJson.DEEPEST);
    // The size is limited before, in bytes.
    options.setCodePointLimit(Integer.MAX_VALUE);
    YAMLFactory factory = YAMLFactory.builder()
        .loaderOptions(options)
        .streamReadConstraints(JacksonJson.limits())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        // As YAML 1.2 has it: no is a country, too.
        .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
        .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
        .disable(YAMLGenerator.Feature.SPLIT_LINES)
        .build();
    return YAMLMapper.builder(factory);
  }
}
