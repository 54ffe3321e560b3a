package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.WhenEmpty;
import org.oeleo.event.Outcome;
import org.oeleo.spi.Capabilities;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Code;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.Fault;
import org.oeleo.testkit.MemoryStore;
import org.oeleo.testkit.Operation;
import org.oeleo.testkit.SampleContent;

/** What was cut off goes on where it stopped, and leaves nothing behind. */
class RecoveryTest {
  private static final int SIZE = 300_000;

  @TempDir
  Path folder;

  private Lab lab;

  @BeforeEach
  void open() {
    lab = new Lab(folder);
  }

  /** A run that loses the destination at byte 200000 of the file {@code a}. */
  private void cutOff() throws Exception {
    lab.source.put("a", SampleContent.noise(SIZE));
    lab.destination.inject(Fault.on(Operation.WRITE).failsAtByte(200_000, Kind.UNREACHABLE));
    Report report = lab.run();
    assertThat(report.ending()).isEqualTo(Ending.DESTINATION_LOST);
    assertThat(lab.pending()).hasSize(1);
    assertThat(lab.destination.names()).hasSize(1).doesNotContain("a");
    lab.destination.heal();
  }

  @Test
  void a_transfer_cut_off_goes_on_where_it_stopped() throws Exception {
    cutOff();
    Report report = lab.run();
    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(report.totals().bytesSent()).isLessThan(SIZE - 100_000);
    assertThat(lab.destination.store.bytes(RelativePath.of("a")))
        .contains(SampleContent.noise(SIZE));
    assertThat(lab.destination.names()).containsExactly("a");
    assertThat(lab.pending()).isEmpty();
  }

  @Test
  void a_part_that_somebody_tampered_with_is_noticed() throws Exception {
    cutOff();
    RelativePath part = lab.pending().get(0).aside();
    byte[] bytes = lab.destination.store.bytes(part).orElseThrow();
    bytes[17] ^= 1;
    lab.destination.store.put(part, bytes);
    Report report = lab.run();
    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(lab.destination.store.bytes(RelativePath.of("a")))
        .contains(SampleContent.noise(SIZE));
    assertThat(lab.destination.names()).containsExactly("a");
  }

  @Test
  void the_part_of_an_older_version_is_deleted() throws Exception {
    cutOff();
    lab.source.put("a", "now something else");
    lab.run();
    assertThat(lab.destination.names()).containsExactly("a");
    assertThat(lab.destination.text("a")).isEqualTo("now something else");
    assertThat(lab.pending()).isEmpty();
  }

  @Test
  void the_part_of_an_older_version_is_not_lost_sight_of_when_the_run_is_cut_off_again()
      throws Exception {
    cutOff();
    lab.source.put("a", SampleContent.noise(SIZE + 1));
    lab.destination.inject(Fault.on(Operation.WRITE).failsAtByte(1000, Kind.UNREACHABLE));
    lab.destination.inject(Fault.on(Operation.STAT).fails(Kind.UNREACHABLE));
    lab.run();
    lab.destination.heal();
    lab.run();
    assertThat(lab.destination.names()).containsExactly("a");
  }

  @Test
  void the_part_of_a_source_that_is_gone_is_swept_and_nothing_else() throws Exception {
    cutOff();
    lab.destination.put(".oeleo-0123456789abcdef01234567.part", "of another ledger");
    lab.destination.put("b.part", "of a person");
    lab.source.store.open().delete(RelativePath.of("a"));
    lab.source.put("b", "1");
    lab.run();
    assertThat(lab.destination.names())
        .containsExactlyInAnyOrder(".oeleo-0123456789abcdef01234567.part", "b", "b.part");
    assertThat(lab.pending()).isEmpty();
  }

  /** A version that arrived under its name, and of which the ledger was never told. */
  private void replaceUnrecorded(String first, String second) throws Exception {
    sourceHolds(first, SampleContent.MODIFIED);
    lab.run();
    sourceHolds(second, SampleContent.MODIFIED.plusSeconds(60));
    lab.destination.inject(Fault.on(Operation.MOVE).losesAcknowledgement());
    lab.destination.inject(Fault.on(Operation.STAT)
        .onlyFor(path -> path.toString().equals("a"))
        .fails(Kind.UNREACHABLE));
    assertThat(lab.run().ending()).isEqualTo(Ending.DESTINATION_LOST);
    assertThat(lab.destination.text("a")).isEqualTo(second);
    lab.destination.heal();
  }

  private void sourceHolds(String text, Instant modified) throws Exception {
    lab.source
        .store
        .open()
        .write(RelativePath.of("a"), SampleContent.of(text).modifiedAt(modified));
  }

  @Test
  void a_source_put_back_to_the_recorded_version_is_sent_over_an_unrecorded_one() throws Exception {
    replaceUnrecorded("one", "two");
    sourceHolds("one", SampleContent.MODIFIED);
    lab.run();
    assertThat(lab.destination.text("a")).isEqualTo("one");
    assertThat(lab.pending()).isEmpty();
  }

  @Test
  void a_copy_replaced_and_not_recorded_is_no_longer_called_up_to_date_when_its_source_is_gone()
      throws Exception {
    replaceUnrecorded("one", "two");
    lab.source.store.open().delete(RelativePath.of("a"));
    lab.run(lab.worker().emptySource(WhenEmpty.ACCEPT));
    assertThat(lab.row("a").orElseThrow().code()).isEqualTo(Code.COPY);
    assertThat(lab.pending()).isEmpty();
  }

  @Test
  void the_part_of_a_file_that_somebody_else_brought_meanwhile_is_deleted() throws Exception {
    cutOff();
    lab.destination.put("a", SampleContent.noise(SIZE));
    Report report = lab.run();
    assertThat(report.totals().of(Outcome.ADOPTED)).isEqualTo(1);
    assertThat(lab.destination.names()).containsExactly("a");
  }

  @Test
  void the_part_of_a_file_that_was_locked_meanwhile_is_deleted() throws Exception {
    lab.source.put("a", "old");
    lab.run();
    cutOff2();
    lab.sql("UPDATE filelist SET code = 2");
    lab.source.put("a", "something else again");
    lab.run();
    assertThat(lab.destination.names()).containsExactly("a");
    assertThat(lab.pending()).isEmpty();
  }

  private void cutOff2() throws Exception {
    lab.source.put("a", SampleContent.noise(SIZE));
    lab.destination.inject(Fault.on(Operation.WRITE).failsAtByte(200_000, Kind.UNREACHABLE));
    lab.run();
    assertThat(lab.destination.names()).hasSize(2);
    lab.destination.heal();
  }

  @Test
  void a_move_whose_answer_is_lost_is_not_sent_twice() throws Exception {
    lab.source.put("a", "0123456789");
    lab.destination.inject(Fault.on(Operation.MOVE).atCall(1).losesAcknowledgement());
    Report report = lab.run();
    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(report.totals().bytesSent()).isEqualTo(10);
    assertThat(lab.history()).hasSize(1);
    assertThat(lab.destination.names()).containsExactly("a");
  }

  @Test
  void without_hashes_too_a_move_whose_answer_is_lost_is_not_sent_twice() throws Exception {
    lab = new Lab(folder, withoutHashes());
    lab.source.put("a", "0123456789");
    lab.destination.inject(Fault.on(Operation.MOVE).atCall(1).losesAcknowledgement());
    Report report = lab.run();
    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(report.totals().bytesSent()).isEqualTo(10);
    assertThat(lab.history()).hasSize(1);
    assertThat(lab.destination.names()).containsExactly("a");
  }

  @Test
  void without_hashes_a_move_that_was_not_done_is_done_again() throws Exception {
    lab = new Lab(folder, withoutHashes());
    lab.source.put("a", "0123456789");
    lab.destination.put("a", "9876543210");
    lab.destination.inject(Fault.on(Operation.MOVE).atCall(1).fails(Kind.UNREACHABLE));
    Report report = lab.run();
    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(lab.destination.text("a")).isEqualTo("0123456789");
    assertThat(lab.destination.names()).containsExactly("a");
  }

  private static MemoryStore withoutHashes() {
    return MemoryStore.withCapabilities(new Capabilities(
        EnumSet.of(Capability.MOVE, Capability.RESUME, Capability.SET_MODIFIED),
        List.of(),
        java.time.Duration.ofSeconds(1)));
  }

  @Test
  void a_write_whose_answer_is_lost_is_not_sent_twice() throws Exception {
    lab.source.put("a", "0123456789");
    lab.destination.inject(Fault.on(Operation.WRITE).atCall(1).losesAcknowledgement());
    Report report = lab.run();
    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(report.totals().bytesSent()).isEqualTo(10);
    assertThat(lab.destination.names()).containsExactly("a");
  }

  @Test
  void an_object_store_whose_answer_is_lost_gets_nothing_twice() throws Exception {
    lab = new Lab(folder, MemoryStore.ofObjects());
    lab.source.put("a", "0123456789");
    lab.destination.inject(Fault.on(Operation.WRITE).atCall(1).losesAcknowledgement());
    Report report = lab.run();
    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(report.totals().bytesSent()).isEqualTo(10);
    assertThat(lab.row("a").orElseThrow().checksum().orElseThrow().algorithm())
        .isEqualTo(HashAlgorithm.SHA256);
  }

  @Test
  void a_token_comes_back_at_the_next_try_and_in_the_next_run_but_not_for_other_content()
      throws Exception {
    MemoryStore objects = MemoryStore.withCapabilities(new Capabilities(
        EnumSet.of(Capability.ATOMIC_WRITE, Capability.RESUME),
        List.of(HashAlgorithm.MD5),
        java.time.Duration.ZERO));
    lab = new Lab(folder, objects);
    TokenKeeper tokens = new TokenKeeper();
    lab.destination.wrap(tokens::watch);
    lab.source.put("a", "0123456789");
    tokens.fails = true;
    lab.run();
    assertThat(tokens.seen).containsExactly("", "upload 1", "upload 2");
    assertThat(lab.pending().get(0).token()).contains("upload 3");
    tokens.seen.clear();
    lab.run(lab.worker().retry(org.oeleo.RetryPolicy.never()));
    assertThat(tokens.seen).containsExactly("upload 3");
    tokens.seen.clear();
    tokens.fails = false;
    lab.source.put("a", "other");
    lab.run();
    assertThat(tokens.seen).containsExactly("");
    assertThat(lab.pending()).isEmpty();
  }

  @Test
  void a_store_that_writes_in_place_gets_its_part_replaced_even_if_others_files_are_kept()
      throws Exception {
    lab = new Lab(
        folder,
        MemoryStore.withCapabilities(new Capabilities(
            EnumSet.of(Capability.RESUME),
            List.of(HashAlgorithm.SHA256),
            java.time.Duration.ZERO)));
    lab.source.put("a", "0123456789");
    lab.destination.inject(Fault.on(Operation.WRITE).failsAtByte(4, Kind.UNREACHABLE));
    lab.run(lab.worker().overwrite(org.oeleo.Overwrite.KEEP));
    assertThat(lab.destination.text("a")).isEqualTo("0123");
    lab.destination.heal();
    Report report = lab.run(lab.worker().overwrite(org.oeleo.Overwrite.KEEP));
    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(lab.destination.text("a")).isEqualTo("0123456789");
  }

  @Test
  void a_store_that_writes_in_place_does_not_continue_what_arrived_broken() throws Exception {
    lab = new Lab(
        folder,
        MemoryStore.withCapabilities(new Capabilities(
            EnumSet.of(Capability.RESUME),
            List.of(HashAlgorithm.SHA256),
            java.time.Duration.ZERO)));
    lab.source.put("a", "0123456789");
    lab.destination.inject(Fault.on(Operation.WRITE).atCall(1).flipsBitAt(3));
    assertThat(lab.run().totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(lab.destination.text("a")).isEqualTo("0123456789");
  }

  @Test
  void every_stream_that_was_opened_is_closed_even_if_skipping_a_part_fails() throws Exception {
    cutOff();
    Handles handles = new Handles();
    lab.source.wrap(handles::watch);
    lab.source.inject(Fault.on(Operation.READ).failsAtByte(1000, Kind.IO_ERROR));
    lab.run();
    assertThat(handles.opened()).isPositive();
    assertThat(handles.stillOpen()).isZero();
    assertThat(lab.destination.names()).doesNotContain("a");
  }
}
