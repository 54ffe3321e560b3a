package org.oeleo.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;
import org.oeleo.spi.Content;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.RelativePath;

/** Opening, closing, and what holds for the connector as a whole. */
public interface LifeContract extends ContractPart {
  @Test
  default void a_root_that_is_there_answers_a_ping_and_stays_empty() throws IOException {
    connector().ping();

    assertThat(paths()).isEmpty();
  }

  @Test
  default void a_missing_root_does_not_answer_a_ping() throws IOException {
    try (Connector lost = store().openMissing()) {
      assertFails(Kind.UNREACHABLE, lost::ping);
    }
  }

  @Test
  default void a_missing_root_is_made_if_that_is_promised_and_refused_otherwise()
      throws IOException {
    try (Connector lost = store().openMissing()) {
      if (promises(Capability.CREATE_ROOT)) {
        lost.createRoot();
        lost.ping();
        assertThat(listed(lost, ListRequest.everything())).isEmpty();
      } else {
        assertFails(Kind.UNSUPPORTED, lost::createRoot);
      }
    }
  }

  @Test
  default void making_the_root_that_is_there_keeps_its_files() throws IOException {
    assumePromise(Capability.CREATE_ROOT);
    put("a.txt", "a");

    connector().createRoot();

    assertThat(bytes("a.txt")).asString().isEqualTo("a");
  }

  @Test
  default void the_capabilities_stay_the_same() throws IOException {
    var before = connector().capabilities();
    put("a.txt", "a");

    assertThat(connector().capabilities()).isEqualTo(before);
  }

  @Test
  default void closing_twice_is_fine() throws IOException {
    connector().close();

    connector().close();
  }

  @Test
  default void every_call_after_the_close_is_unreachable() throws IOException {
    put("a.txt", "a");
    RelativePath path = RelativePath.of("a.txt");
    Connector closed = connector();
    closed.close();

    assertFails(Kind.UNREACHABLE, closed::ping);
    assertFails(Kind.UNREACHABLE, () -> listed(closed, ListRequest.everything()));
    assertFails(Kind.UNREACHABLE, () -> closed.stat(path));
    assertFails(Kind.UNREACHABLE, () -> closed.read(path, 0).close());
    assertFails(Kind.UNREACHABLE, () -> closed.write(path, SampleContent.of("b")));
    assertFails(Kind.UNREACHABLE, () -> closed.delete(path));
  }

  @Test
  default void what_one_connector_wrote_the_next_one_finds() throws IOException {
    put("a/b.txt", "b");
    connector().close();

    try (Connector next = store().open()) {
      assertThat(listed(next, ListRequest.everything()))
          .singleElement()
          .satisfies(entry -> assertThat(entry.path()).hasToString("a/b.txt"));
    }
  }

  @Test
  default void closing_one_connector_leaves_another_working() throws IOException {
    put("a.txt", "a");

    store().open().close();

    assertThat(bytes("a.txt")).asString().isEqualTo("a");
  }

  @Test
  default void free_space_is_told_if_promised_and_refused_otherwise() throws IOException {
    if (promises(Capability.FREE_SPACE)) {
      assertThat(connector().freeSpace()).isPositive();
    } else {
      assertFails(Kind.UNSUPPORTED, connector()::freeSpace);
    }
  }

  @Test
  default void a_file_of_this_machine_is_named_if_promised_and_not_otherwise() throws IOException {
    put("a/b.txt", "here");

    Optional<Path> file = connector().localFile(RelativePath.of("a/b.txt"));

    assertThat(file.isPresent()).isEqualTo(promises(Capability.LOCAL_FILES));
    if (file.isPresent()) {
      assertThat(Files.readString(file.get())).isEqualTo("here");
    }
  }

  @Test
  default void modified_times_are_set_if_promised_and_refused_otherwise() throws IOException {
    put("a.txt", "a");
    RelativePath path = RelativePath.of("a.txt");
    Instant time = Instant.parse("2019-08-07T06:05:04Z");

    if (promises(Capability.SET_MODIFIED)) {
      connector().setModified(path, time);
      assertThat(connector().stat(path).orElseThrow().modified()).isEqualTo(time);
      assertThat(bytes("a.txt")).asString().isEqualTo("a");
    } else {
      assertFails(Kind.UNSUPPORTED, () -> connector().setModified(path, time));
    }
  }

  @Test
  default void a_hash_nobody_knows_is_not_named() throws IOException {
    put("a.txt", "a");
    HashAlgorithm unknown = HashAlgorithm.of("NO-SUCH-HASH", HashAlgorithm.MD5::newDigest);

    assertThat(connector().checksum(RelativePath.of("a.txt"), unknown)).isEmpty();
  }

  @Test
  default void syncing_what_was_written_succeeds() throws IOException {
    put("a/b.txt", "b");

    connector().sync(List.of(RelativePath.of("a/b.txt")));

    assertThat(bytes("a/b.txt")).asString().isEqualTo("b");
  }

  @Test
  default void a_path_is_located_by_words_that_end_in_its_name() {
    assertThat(connector().locate(RelativePath.of("a/b.txt"))).endsWith("b.txt");
  }

  @Test
  default void an_interrupted_write_comes_to_an_end_and_keeps_the_interrupt() {
    byte[] bytes = SampleContent.noise(8 * 1024 * 1024);
    Content interrupting = new InterruptingContent(SampleContent.of(bytes));
    try {
      connector().write(RelativePath.of("a.bin"), interrupting);
    } catch (IOException stopped) {
      assertThat(stopped).isNotNull();
    }

    assertThat(Thread.interrupted()).isTrue();
  }

  /** Interrupts whoever reads it. */
  record InterruptingContent(SampleContent sample) implements Content {
    @Override
    public long size() {
      return sample.size();
    }

    @Override
    public Instant modified() {
      return sample.modified();
    }

    @Override
    public InputStream open(long offset) throws IOException {
      return new FilterInputStream(sample.open(offset)) {
        @Override
        public int read(byte[] buffer, int start, int length) throws IOException {
          Thread.currentThread().interrupt();
          return super.read(buffer, start, length);
        }
      };
    }
  }
}
