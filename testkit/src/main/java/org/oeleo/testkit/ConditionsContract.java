package org.oeleo.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Content;
import org.oeleo.spi.Expectation;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;

/** Only what is expected is replaced, and a tag tells one content from another. */
public interface ConditionsContract extends ContractPart {
  /** Content that expects something. */
  record Expecting(Content content, Expectation expects) implements Content {
    @Override
    public long size() {
      return content.size();
    }

    @Override
    public Instant modified() {
      return content.modified();
    }

    @Override
    public InputStream open(long offset) throws IOException {
      return content.open(offset);
    }
  }

  /** Writes with an expectation. */
  private FileEntry write(String text, Expectation expectation) throws IOException {
    return connector()
        .write(RelativePath.of("a"), new Expecting(SampleContent.of(text), expectation));
  }

  /** What the store lists of it. */
  private Expectation listed() throws IOException {
    return new Expectation.Version(connector().stat(RelativePath.of("a")).orElseThrow());
  }

  @Test
  default void where_nothing_is_expected_something_is_not_replaced() throws IOException {
    assumePromise(Capability.CONDITIONAL_WRITE);
    write("first", new Expectation.Nothing());

    assertFails(Kind.CHANGED, () -> write("second", new Expectation.Nothing()));

    assertThat(bytes("a")).asString().isEqualTo("first");
  }

  @Test
  default void the_version_that_is_expected_is_replaced() throws IOException {
    assumePromise(Capability.CONDITIONAL_WRITE);
    write("first", new Expectation.Anything());

    write("second", listed());

    assertThat(bytes("a")).asString().isEqualTo("second");
  }

  @Test
  default void another_version_than_expected_is_not_replaced() throws IOException {
    assumePromise(Capability.CONDITIONAL_WRITE);
    write("first", new Expectation.Anything());
    Expectation first = listed();
    write("second", new Expectation.Anything());

    assertFails(Kind.CHANGED, () -> write("third", first));

    assertThat(bytes("a")).asString().isEqualTo("second");
  }

  @Test
  default void what_is_gone_is_not_the_version_that_was_expected() throws IOException {
    assumePromise(Capability.CONDITIONAL_WRITE);
    write("first", new Expectation.Anything());
    Expectation first = listed();
    connector().delete(RelativePath.of("a"));

    assertFails(Kind.CHANGED, () -> write("second", first));

    assertThat(paths()).isEmpty();
  }

  @Test
  default void the_tag_tells_contents_apart_however_quickly_they_follow() throws IOException {
    assumePromise(Capability.CONTENT_TAGS);
    FileEntry first = put("a", "12345");
    FileEntry second = put("a", "54321");

    assertThat(first.tag()).isPresent();
    assertThat(second.tag()).isPresent().isNotEqualTo(first.tag());
    assertThat(connector().stat(RelativePath.of("a")).flatMap(FileEntry::tag))
        .isEqualTo(second.tag());
  }
}
