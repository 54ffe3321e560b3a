package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.event.Outcome;
import org.oeleo.event.Result;
import org.oeleo.spi.Capabilities;
import org.oeleo.spi.Capability;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.ListRequest;
import org.oeleo.testkit.ForwardingConnector;
import org.oeleo.testkit.MemoryStore;

/** Two sources that would land on one file: neither is lost silently. */
class MeetingNamesTest {
  @TempDir
  Path folder;

  private Lab lab;

  @BeforeEach
  void open() {
    lab = new Lab(folder);
  }

  @Test
  void flattened_names_that_meet_are_reported_and_the_others_sent() throws Exception {
    lab.source.put("one/a", "1");
    lab.source.put("two/a", "2");
    lab.source.put("two/b", "3");
    Report report = lab.run(lab.worker().flat());
    assertThat(report.ending()).isEqualTo(Ending.SOME_FAILED);
    assertThat(lab.destination.names()).containsExactly("b");
    assertThat(report.remarkable())
        .extracting(Result::path)
        .extracting(Object::toString)
        .containsExactlyInAnyOrder("one/a", "two/a");
    assertThat(report.remarkable().get(0).reason().orElseThrow()).contains("two/a");
  }

  @Test
  void case_twins_meet_where_case_does_not_count() throws Exception {
    lab = new Lab(
        folder,
        MemoryStore.withCapabilities(new Capabilities(
            EnumSet.of(Capability.MOVE, Capability.CASE_INSENSITIVE),
            List.of(HashAlgorithm.SHA256),
            Duration.ofNanos(1))));
    lab.source.put("Run.csv", "1");
    lab.source.put("run.csv", "2");
    lab.source.put("\u00c5ngstrom", "composed");
    lab.source.put("A\u030angstrom", "decomposed");
    lab.source.put("other", "3");
    Report report = lab.run();
    assertThat(report.totals().of(Outcome.FAILED)).isEqualTo(4);
    assertThat(lab.destination.names()).containsExactly("other");
  }

  @Test
  void case_twins_are_two_files_where_case_counts() throws Exception {
    lab.source.put("Run.csv", "1");
    lab.source.put("run.csv", "2");
    assertThat(lab.run().ending()).isEqualTo(Ending.COMPLETE);
    assertThat(lab.destination.names()).containsExactly("Run.csv", "run.csv");
  }

  @Test
  void a_name_that_appears_after_the_first_look_does_not_replace_the_other() throws Exception {
    lab.source.put("one/a", "1");
    AtomicInteger listings = new AtomicInteger();
    lab.source.wrap(connector -> new ForwardingConnector(connector) {
      @Override
      public void list(ListRequest request, EntrySink sink) throws IOException {
        if (listings.incrementAndGet() == 2) {
          lab.source.put("two/a", "2");
        }
        super.list(request, sink);
      }
    });
    Report report = lab.run(lab.worker().flat());
    assertThat(lab.destination.text("a")).isEqualTo("1");
    assertThat(Lab.outcome(report, "two/a")).isEqualTo(Outcome.FAILED);
  }
}
