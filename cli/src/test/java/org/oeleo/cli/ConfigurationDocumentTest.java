package org.oeleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.oeleo.Configuration;
import org.oeleo.Providers;

/**
 * Every setting is documented as it is declared; {@code -Doeleo.write=true} writes the document
 * anew.
 */
class ConfigurationDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");

  private static final String HEAD = """
      # Configuration

      Generated from the declarations of the settings; do not edit. `oeleo config template` prints them as a
      `.env` file, `oeleo config show` the values in force and where each comes from.

      A setting is looked up in this order: `-s NAME=VALUE` and the options of the command line, the environment,
      the `.env` file, the default. An empty value counts as not set. All problems of a configuration are reported
      at once, with exit code 3; an unknown `OELEO_` variable is a warning. A secret can also be given as
      `<NAME>_FILE`, the path of a file that holds it.

      """;

  @Test
  void the_document_says_what_the_declarations_say() throws Exception {
    String generated = HEAD + Configuration.reference(Providers.onClassPath()).markdown();
    if (Boolean.getBoolean("oeleo.write")) {
      Files.writeString(DOCUMENT, generated);
    }

    assertThat(Files.readString(DOCUMENT, StandardCharsets.UTF_8))
        .as("docs/configuration.md; to write it anew: ./mvnw -pl cli -am test"
            + " -Dtest=ConfigurationDocumentTest -Dsurefire.failIfNoSpecifiedTests=false"
            + " -Doeleo.write=true")
        .isEqualTo(generated);
  }
}
