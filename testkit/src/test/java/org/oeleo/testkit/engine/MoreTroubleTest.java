package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Ending;
import org.oeleo.Overwrite;
import org.oeleo.Report;
import org.oeleo.event.Outcome;
import org.oeleo.spi.Content;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.Fault;
import org.oeleo.testkit.ForwardingConnector;
import org.oeleo.testkit.Operation;

/** Trouble between the steps. */
class MoreTroubleTest {
  @TempDir
  Path folder;

  private Lab lab;

  @BeforeEach
  void open() {
    lab = new Lab(folder);
    lab.source.put("a", "0123456789");
  }

  @Test
  void a_locked_source_is_deferred() throws Exception {
    lab.source.inject(Fault.on(Operation.READ).fails(Kind.BUSY));
    Report report = lab.run();
    assertThat(Lab.outcome(report, "a")).isEqualTo(Outcome.DEFERRED);
    assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(lab.source.calls(Operation.READ)).hasSize(1);
    lab.source.heal();
    lab.run();
    assertThat(lab.destination.names()).containsExactly("a");
  }

  @Test
  void a_connector_with_a_bug_fails_the_file_and_not_the_run() throws Exception {
    lab.destination.wrap(connector -> new ForwardingConnector(connector) {
      @Override
      public FileEntry write(RelativePath path, Content content) {
        throw new IllegalStateException("a bug");
      }
    });
    assertThat(lab.run().ending()).isEqualTo(Ending.SOME_FAILED);
    lab.destination.heal();
    assertThat(lab.run().ending()).isEqualTo(Ending.COMPLETE);
  }

  @Test
  void somebody_who_changes_the_target_during_the_move_is_noticed() throws Exception {
    lab.destination.wrap(connector -> new ForwardingConnector(connector) {
      @Override
      public FileEntry move(RelativePath from, RelativePath to) throws IOException {
        super.move(from, to);
        lab.destination.put("a", "theirs");
        return stat(to).orElseThrow();
      }
    });
    Report report = lab.run();
    assertThat(Lab.outcome(report, "a")).isEqualTo(Outcome.FAILED);
    assertThat(lab.row("a").flatMap(row -> row.checksum())).isEmpty();
  }

  @Test
  void somebody_who_wrote_the_target_while_we_sent_is_not_trampled_on_if_we_must_not()
      throws Exception {
    lab.destination.wrap(connector -> new ForwardingConnector(connector) {
      @Override
      public FileEntry write(RelativePath path, Content content) throws IOException {
        FileEntry written = super.write(path, content);
        lab.destination.put("a", "theirs");
        return written;
      }
    });
    Report report = lab.run(lab.worker().overwrite(Overwrite.KEEP));
    assertThat(lab.destination.text("a")).isEqualTo("theirs");
    assertThat(Lab.outcome(report, "a")).isEqualTo(Outcome.KEPT);
    assertThat(lab.destination.names()).containsExactly("a");
  }

  @Test
  void a_resumed_part_needs_room_only_for_what_is_missing() throws Exception {
    lab = new Lab(folder, org.oeleo.testkit.MemoryStore.empty().ofCapacity(250));
    lab.source.put("a", new byte[100]);
    lab.destination.inject(Fault.on(Operation.WRITE).failsAtByte(80, Kind.UNREACHABLE));
    assertThat(lab.run(lab.worker().minFree(100)).ending()).isEqualTo(Ending.DESTINATION_LOST);
    lab.destination.heal();
    Report report = lab.run(lab.worker().minFree(100));
    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(report.totals().bytesSent()).isEqualTo(20);
    assertThat(lab.destination.names()).containsExactly("a");
  }

  @Test
  void a_store_that_does_not_tell_its_room_for_a_moment_is_asked_again() throws Exception {
    lab.destination.inject(Fault.on(Operation.FREE_SPACE).atCall(1).fails(Kind.IO_ERROR));
    assertThat(lab.run().totals().of(Outcome.COPIED)).isEqualTo(1);
  }

  @Test
  @Timeout(30)
  void a_store_that_wants_to_rest_for_ever_ends_the_run() throws Exception {
    lab.destination.inject(Fault.on(Operation.WRITE).throttles(Duration.ofSeconds(Long.MAX_VALUE)));
    assertThat(lab.run().ending()).isEqualTo(Ending.DESTINATION_LOST);
  }

  @Test
  @Timeout(30)
  void a_plugin_that_breaks_while_it_cleans_up_ends_the_run() throws Exception {
    lab.destination.inject(Fault.on(Operation.WRITE).fails(Kind.REJECTED));
    lab.destination.wrap(connector -> new ForwardingConnector(connector) {
      @Override
      public void delete(RelativePath path) {
        throw new NoClassDefFoundError("made for another version");
      }
    });
    assertThat(lab.run().ending()).isEqualTo(Ending.FATAL);
  }
}
