package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.event.Outcome;
import org.oeleo.spi.Connector;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.ForwardingConnector;
import org.oeleo.testkit.MemoryStore;

/**
 * A source that changes while it is being copied is never under its final name at the other end.
 */
class ChangingWhileSentTest {
  private static final RelativePath PATH = RelativePath.of("a");

  @TempDir
  Path folder;

  private Lab lab;

  @BeforeEach
  void copyOnce() throws Exception {
    lab = new Lab(folder);
    lab.source.put("a", "first version");
    lab.run();
    lab.source.put("a", "second version");
  }

  private void onRead(Consumer<MemoryStore> happens) {
    lab.source.wrap(connector -> meanwhile(connector, () -> happens.accept(lab.source.store)));
  }

  /** Does it after the bytes were opened, so that the reader still has the old ones. */
  private static Connector meanwhile(Connector connector, Runnable happens) {
    return new ForwardingConnector(connector) {
      @Override
      public InputStream read(RelativePath path, long offset) throws IOException {
        InputStream in = super.read(path, offset);
        happens.run();
        return in;
      }
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"second version, longer", "short", "SECOND version", "second version"})
  void it_is_deferred_and_the_old_copy_stays(String text) throws Exception {
    onRead(store -> store.put(PATH, text.getBytes(StandardCharsets.UTF_8)));
    Report report = lab.run();
    assertThat(Lab.outcome(report, "a")).isEqualTo(Outcome.DEFERRED);
    assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(lab.destination.text("a")).isEqualTo("first version");
    assertThat(lab.destination.names()).containsExactly("a");
    assertThat(lab.pending()).isEmpty();
    lab.source.heal();
    lab.run();
    assertThat(lab.destination.text("a")).isEqualTo(text);
  }

  @Test
  void one_that_vanishes_is_counted_and_nothing_is_left() throws Exception {
    onRead(store -> delete(lab.source.store.open()));
    Report report = lab.run();
    assertThat(report.totals().of(Outcome.VANISHED)).isEqualTo(1);
    assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(lab.destination.text("a")).isEqualTo("first version");
    assertThat(lab.destination.names()).containsExactly("a");
    assertThat(lab.pending()).isEmpty();
  }

  private static void delete(Connector connector) {
    try (connector) {
      connector.delete(PATH);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void one_that_shrinks_before_it_is_opened_is_deferred() throws Exception {
    lab.source.wrap(connector -> new ForwardingConnector(connector) {
      @Override
      public InputStream read(RelativePath path, long offset) throws IOException {
        lab.source.put("a", "tiny");
        return super.read(path, offset);
      }

      @Override
      public java.util.Optional<org.oeleo.spi.Checksum> checksum(
          RelativePath path, org.oeleo.spi.HashAlgorithm algorithm) {
        return java.util.Optional.empty();
      }
    });
    Report report = lab.run();
    assertThat(Lab.outcome(report, "a")).isEqualTo(Outcome.DEFERRED);
    assertThat(lab.destination.text("a")).isEqualTo("first version");
    assertThat(lab.destination.names()).containsExactly("a");
  }

  @Test
  void one_that_changes_while_it_is_only_touched_is_deferred() throws Exception {
    lab.source.put("a", "first version");
    lab.source.wrap(connector -> new ForwardingConnector(connector) {
      @Override
      public java.util.Optional<org.oeleo.spi.Checksum> checksum(
          RelativePath path, org.oeleo.spi.HashAlgorithm algorithm) throws IOException {
        var sum = super.checksum(path, algorithm);
        lab.source.put("a", "third version");
        return sum;
      }
    });
    assertThat(Lab.outcome(lab.run(), "a")).isEqualTo(Outcome.DEFERRED);
    lab.source.heal();
    lab.run();
    assertThat(lab.destination.text("a")).isEqualTo("third version");
  }
}
