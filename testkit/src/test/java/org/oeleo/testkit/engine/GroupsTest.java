package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Ending;
import org.oeleo.Report;
import org.oeleo.WorkerBuilder;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.spi.Capabilities;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;
import org.oeleo.spi.Content;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.Call;
import org.oeleo.testkit.Fault;
import org.oeleo.testkit.ForwardingConnector;
import org.oeleo.testkit.Operation;

/**
 * A destination where files survive a power loss only once they are synced, better many at once.
 */
class GroupsTest {
  private static final int FILES = 40;

  /** Open, unless a test wants all files to wait until the last of them is handed on. */
  private CountDownLatch mayWrite = new CountDownLatch(0);

  /** A store of that kind. */
  private final class Lazy extends ForwardingConnector {
    private Lazy(Connector wrapped) {
      super(wrapped);
    }

    @Override
    public FileEntry write(RelativePath path, Content content) throws IOException {
      try {
        assertThat(mayWrite.await(1, TimeUnit.MINUTES)).isTrue();
      } catch (InterruptedException e) {
        throw new InterruptedIOException("stopped while waiting");
      }
      return super.write(path, content);
    }

    @Override
    public Capabilities capabilities() {
      Capabilities known = super.capabilities();
      Set<Capability> flags = EnumSet.copyOf(known.flags());
      flags.add(Capability.SYNC_IN_GROUPS);
      return new Capabilities(flags, known.hashes(), known.timePrecision());
    }
  }

  private Lab lab;

  @BeforeEach
  void setUp(@TempDir Path folder) {
    lab = new Lab(folder);
    lab.destination.wrap(Lazy::new);
    for (int i = 0; i < FILES; i++) {
      lab.source.put("f" + i, "content " + i);
    }
  }

  /** One hand, which begins when all files are handed on: a slow machine makes no small groups. */
  private WorkerBuilder oneByOne() {
    mayWrite = new CountDownLatch(1);
    return lab.worker().parallel(1).listener(event -> {
      if (event instanceof Event.Surveyed found && found.complete()) {
        mayWrite.countDown();
      }
    });
  }

  private static boolean isTemporary(RelativePath path) {
    return path.name().startsWith(".oeleo-");
  }

  private List<Call> syncsOfTemporaryFiles() {
    return lab.destination.calls(Operation.SYNC).stream()
        .filter(call -> call.paths().stream().anyMatch(GroupsTest::isTemporary))
        .toList();
  }

  private void requireAllArrived() {
    for (int i = 0; i < FILES; i++) {
      assertThat(lab.destination.text("f" + i)).isEqualTo("content " + i);
    }
    assertThat(lab.destination.names()).noneMatch(name -> name.contains(".oeleo-"));
  }

  @Test
  void no_file_gets_its_name_before_it_is_synced() throws Exception {
    assertThat(lab.run().ending()).isEqualTo(Ending.COMPLETE);

    requireAllArrived();
    List<Call> calls = lab.destination.last().calls();
    for (Call move : lab.destination.calls(Operation.MOVE)) {
      RelativePath temporary = move.paths().get(0);
      assertThat(calls.subList(0, calls.indexOf(move)))
          .anyMatch(call -> call.operation() == Operation.SYNC && call.paths().contains(temporary));
    }
  }

  @Test
  void many_files_are_synced_with_few_calls() throws Exception {
    lab.run(oneByOne());

    assertThat(syncsOfTemporaryFiles().size()).isLessThan(FILES / 4);
    assertThat(syncsOfTemporaryFiles().stream()
            .mapToInt(call -> call.paths().size())
            .sum())
        .isEqualTo(FILES);
  }

  @Test
  void one_file_that_the_disk_loses_does_not_keep_the_others_back() throws Exception {
    List<RelativePath> lost = new CopyOnWriteArrayList<>();
    lab.destination.inject(Fault.on(Operation.SYNC)
        .onlyFor(path -> isTemporary(path) && isOf(path, "f7", lost))
        .fails(Kind.IO_ERROR));

    Report report = lab.run();

    assertThat(report.ending()).isEqualTo(Ending.SOME_FAILED);
    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(FILES - 1L);
    assertThat(lab.destination.text("f7")).isEqualTo("(not there)");
    assertThat(lab.row("f7").flatMap(row -> row.proof())).isEmpty();

    lab.destination.heal();
    lab.destination.wrap(Lazy::new);
    lab.run();
    requireAllArrived();
  }

  private boolean isOf(RelativePath temporary, String path, List<RelativePath> known) {
    lab.pendingAsideOf(path).ifPresent(known::add);
    return known.contains(temporary);
  }

  @Test
  void what_the_disk_may_have_lost_is_sent_anew_and_not_continued() throws Exception {
    lab.destination.inject(
        Fault.on(Operation.SYNC).onlyFor(GroupsTest::isTemporary).upToCall(2).fails(Kind.IO_ERROR));

    Report report = lab.run(oneByOne());

    assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    requireAllArrived();
    assertThat(lab.destination.calls(Operation.DELETE)).hasSize(1);
    assertThat(lab.destination.calls(Operation.WRITE)).hasSize(FILES + 1);
  }

  @Test
  void nothing_is_recorded_after_its_name_could_not_be_synced() throws Exception {
    lab.destination.inject(Fault.on(Operation.SYNC)
        .onlyFor(path -> !isTemporary(path))
        .upToCall(1)
        .fails(Kind.IO_ERROR));

    assertThat(lab.run().ending()).isNotEqualTo(Ending.COMPLETE);
    assertThat(lab.history()).isEmpty();
    assertThat(lab.pending()).hasSize(FILES);

    lab.destination.heal();
    lab.destination.wrap(Lazy::new);
    assertThat(lab.run().ending()).isEqualTo(Ending.COMPLETE);
    requireAllArrived();
    assertThat(lab.pending()).isEmpty();
  }
}
