package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.oeleo.Ending;
import org.oeleo.Overwrite;
import org.oeleo.Report;
import org.oeleo.Verify;
import org.oeleo.event.Outcome;
import org.oeleo.spi.Kind;
import org.oeleo.testkit.Fault;
import org.oeleo.testkit.Operation;

/** What arrives broken is not believed, and what is there already is not trampled on. */
class ProofTest {
  @TempDir
  Path folder;

  private Lab lab;

  @BeforeEach
  void copyOnce() throws Exception {
    lab = new Lab(folder);
    lab.source.put("a", "old version");
    lab.run();
    lab.source.put("a", "0123456789");
  }

  private void requireUntouched(Report report) throws Exception {
    assertThat(Lab.outcome(report, "a")).isEqualTo(Outcome.FAILED);
    assertThat(report.remarkable().get(0).kind()).contains(Kind.CORRUPTED);
    assertThat(report.remarkable().get(0).attempts()).isEqualTo(3);
    assertThat(lab.destination.text("a")).isEqualTo("old version");
    assertThat(lab.destination.names()).containsExactly("a");
    assertThat(lab.pending()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "HASH", "REREAD"})
  void a_flipped_bit_is_noticed(Verify verify) throws Exception {
    lab.destination.inject(Fault.on(Operation.WRITE).flipsBitAt(3));
    requireUntouched(lab.run(lab.worker().verify(verify)));
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "HASH", "REREAD"})
  void a_file_cut_short_is_noticed(Verify verify) throws Exception {
    lab.destination.inject(Fault.on(Operation.WRITE).truncatesAt(3));
    requireUntouched(lab.run(lab.worker().verify(verify)));
  }

  @Test
  void a_wrong_size_is_noticed_even_if_only_sizes_are_compared() throws Exception {
    lab.destination.inject(Fault.on(Operation.WRITE).liesAboutSize(-1));
    requireUntouched(lab.run(lab.worker().verify(Verify.SIZE)));
  }

  @Test
  void a_bit_flipped_once_is_sent_again() throws Exception {
    lab.destination.inject(Fault.on(Operation.WRITE).atCall(1).flipsBitAt(3));
    assertThat(lab.run().ending()).isEqualTo(Ending.COMPLETE);
    assertThat(lab.destination.text("a")).isEqualTo("0123456789");
  }

  @Test
  void a_file_edited_at_the_destination_is_replaced_by_default() throws Exception {
    lab.destination.put("a", "edited");
    assertThat(lab.run().totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(lab.destination.text("a")).isEqualTo("0123456789");
  }

  @ParameterizedTest
  @EnumSource(names = {"KEEP", "FAIL"})
  void a_file_edited_at_the_destination_stays_if_asked_to(Overwrite rule) throws Exception {
    lab.destination.put("a", "edited");
    Report report = lab.run(lab.worker().overwrite(rule));
    assertThat(Lab.outcome(report, "a"))
        .isEqualTo(rule == Overwrite.KEEP ? Outcome.KEPT : Outcome.FAILED);
    assertThat(report.ending())
        .isEqualTo(rule == Overwrite.KEEP ? Ending.COMPLETE : Ending.SOME_FAILED);
    assertThat(lab.destination.text("a")).isEqualTo("edited");
    assertThat(lab.destination.names()).containsExactly("a");
  }

  @ParameterizedTest
  @EnumSource(Overwrite.class)
  void our_own_older_copy_is_replaced_under_every_rule(Overwrite rule) throws Exception {
    lab.run(lab.worker().overwrite(rule));
    assertThat(lab.destination.text("a")).isEqualTo("0123456789");
  }

  @ParameterizedTest
  @EnumSource(Overwrite.class)
  void an_equal_file_is_adopted_without_sending(Overwrite rule) throws Exception {
    lab.source.put("b", "same");
    lab.destination.put("b", "same");
    Report report = lab.run(lab.worker().overwrite(rule));
    assertThat(report.totals().of(Outcome.ADOPTED)).isEqualTo(1);
    assertThat(report.totals().bytesSent()).isEqualTo(10);
    assertThat(lab.history()).hasSize(2);
    assertThat(lab.run().totals().of(Outcome.UNCHANGED)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"KEEP", "FAIL"})
  void a_foreign_file_stays_if_asked_to(Overwrite rule) throws Exception {
    lab.source.put("b", "ours");
    lab.destination.put("b", "theirs");
    lab.run(lab.worker().overwrite(rule));
    assertThat(lab.destination.text("b")).isEqualTo("theirs");
  }
}
