package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Ending;
import org.oeleo.MaxDelete;
import org.oeleo.Report;
import org.oeleo.WhenEmpty;
import org.oeleo.WorkerBuilder;
import org.oeleo.check.Checker;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.filter.Filter;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.Fault;
import org.oeleo.testkit.ForwardingConnector;
import org.oeleo.testkit.Operation;

/** Rows of files that are gone from the source. */
class ForgettingTest {
  @TempDir
  Path folder;

  private final List<String> warnings = new ArrayList<>();
  private Lab lab;

  @BeforeEach
  void open() throws Exception {
    lab = new Lab(folder);
    for (int i = 0; i < 8; i++) {
      lab.source.put("f" + i, "x");
    }
    lab.source.put("sub/deep", "x");
    lab.run();
  }

  private WorkerBuilder forgetting() {
    return lab.worker().forgetVanished(MaxDelete.standard()).listener(event -> {
      if (event instanceof Event.Warned warned) {
        warnings.add(warned.text());
      }
    });
  }

  private void remove(String... paths) throws IOException {
    for (String path : paths) {
      lab.source.store.open().delete(RelativePath.of(path));
    }
  }

  @Test
  void nothing_is_forgotten_unless_asked_for() throws Exception {
    remove("f0");

    lab.run();

    assertThat(lab.row("f0")).isPresent();
  }

  @Test
  void a_file_that_is_gone_is_forgotten_and_counts_as_new_when_it_is_back() throws Exception {
    remove("f0", "sub/deep");
    WorkerBuilder worker = forgetting().checker(Checker.presence());

    lab.run(worker);
    assertThat(lab.row("f0")).isEmpty();
    assertThat(lab.row("sub/deep")).isEmpty();
    assertThat(lab.row("f1")).isPresent();
    assertThat(lab.history()).hasSize(9);

    lab.source.put("f0", "y");
    lab.source.put("f1", "y");
    assertThat(lab.run(worker).totals().of(Outcome.COPIED)).isEqualTo(1);
  }

  @Test
  void an_empty_source_makes_nothing_forgotten_even_if_it_is_accepted() throws Exception {
    for (int i = 0; i < 8; i++) {
      remove("f" + i);
    }
    remove("sub/deep");

    assertThat(lab.run(forgetting()).ending()).isEqualTo(Ending.SOURCE_GONE);
    assertThat(lab.run(forgetting().emptySource(WhenEmpty.ACCEPT)).ending())
        .isEqualTo(Ending.COMPLETE);

    assertThat(lab.row("f0")).isPresent();
  }

  @Test
  void a_missing_source_makes_nothing_forgotten() throws Exception {
    lab.source.store.removeRoot();

    assertThat(lab.run(forgetting()).ending()).isEqualTo(Ending.SOURCE_GONE);
    assertThat(lab.row("f0")).isPresent();
  }

  @Test
  void a_listing_that_breaks_off_makes_nothing_forgotten() throws Exception {
    remove("f0");
    lab.source.inject(Fault.on(Operation.LIST).failsAfterFiles(3, Kind.ACCESS_DENIED));

    Report report = lab.run(forgetting());

    assertThat(report.ending()).isEqualTo(Ending.SOME_FAILED);
    assertThat(lab.row("f0")).isPresent();
    assertThat(lab.row("f7")).isPresent();
  }

  @Test
  void more_than_the_limit_are_not_forgotten_and_that_is_said() throws Exception {
    remove("f0", "f1", "f2");

    lab.run(forgetting().forgetVanished(new MaxDelete.Count(2)));

    assertThat(lab.row("f0")).isPresent();
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("3 of 9 files", "OELEO_MAX_DELETE=2", "none is forgotten");
  }

  @Test
  void what_this_worker_would_not_list_is_not_gone() throws Exception {
    remove("f0", "sub/deep");

    lab.run(forgetting().maxDepth(1).filter(Filter.everything().include(List.of("f1", "f2"))));

    assertThat(lab.row("f0")).isPresent();
    assertThat(lab.row("sub/deep")).isPresent();
  }

  @Test
  void what_the_filter_leaves_out_now_is_not_gone() throws Exception {
    lab.run(forgetting().filter(Filter.everything().exclude(List.of("f1"))));

    assertThat(lab.row("f1")).isPresent();
  }

  @Test
  void a_locked_row_stays() throws Exception {
    lab.sql("UPDATE filelist SET code = 2 WHERE local_name = 'f0'");
    remove("f0");

    lab.run(forgetting());

    assertThat(lab.row("f0")).isPresent();
  }

  @Test
  void a_file_that_is_there_when_it_is_looked_for_is_not_gone() throws Exception {
    remove("f0");
    FileEntry back = FileEntry.of(RelativePath.of("f0"), 1, lab.clock.instant());
    lab.source.wrap(store -> new ForwardingConnector(store) {
      @Override
      public Optional<FileEntry> stat(RelativePath path) throws IOException {
        return path.name().equals("f0") ? Optional.of(back) : super.stat(path);
      }
    });

    lab.run(forgetting());

    assertThat(lab.row("f0")).isPresent();
  }

  @Test
  void planning_marking_and_comparing_forget_nothing() throws Exception {
    remove("f0");
    WorkerBuilder worker = forgetting();

    worker.build().plan();
    worker.build().check();
    worker.build().mark(new org.oeleo.Cancellation());

    assertThat(lab.row("f0")).isPresent();
  }
}
