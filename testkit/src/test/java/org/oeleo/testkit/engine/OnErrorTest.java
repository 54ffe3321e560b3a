package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Ending;
import org.oeleo.OnError;
import org.oeleo.Report;
import org.oeleo.TwoWay;
import org.oeleo.WorkerBuilder;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.Fault;
import org.oeleo.testkit.ForwardingConnector;
import org.oeleo.testkit.Operation;

/** What one failed file means for the others. */
class OnErrorTest {
  @TempDir
  Path folder;

  private Lab lab;

  @BeforeEach
  void open() {
    lab = new Lab(folder);
    for (String name : new String[] {"a", "b", "c", "d"}) {
      lab.source.put(name, name);
    }
  }

  private WorkerBuilder stopping() {
    return lab.worker().parallel(1).onError(OnError.STOP);
  }

  private void refuseToRead(String path) {
    lab.source.inject(
        Fault.on(Operation.READ).onlyFor(RelativePath.of(path)::equals).fails(Kind.ACCESS_DENIED));
  }

  @Test
  void a_failed_file_does_not_keep_the_others_from_being_sent() throws Exception {
    refuseToRead("b");

    Report report = lab.run();

    assertThat(report.ending()).isEqualTo(Ending.SOME_FAILED);
    assertThat(lab.destination.names()).containsExactly("a", "c", "d");
  }

  @Test
  void if_asked_for_no_other_is_begun_after_it() throws Exception {
    refuseToRead("b");

    Report report = lab.run(stopping());

    assertThat(report.ending()).isEqualTo(Ending.SOME_FAILED);
    assertThat(report.message()).contains("b failed", "OELEO_ON_ERROR=stop");
    assertThat(report.totals().of(Outcome.COPIED)).isEqualTo(1);
    assertThat(report.totals().of(Outcome.FAILED)).isEqualTo(1);
    assertThat(lab.destination.names()).containsExactly("a");
    assertThat(lab.pending()).isEmpty();
  }

  @Test
  void the_next_run_goes_on_where_it_stopped() throws Exception {
    refuseToRead("b");
    lab.run(stopping());
    lab.source.heal();

    assertThat(lab.run(stopping()).totals().of(Outcome.COPIED)).isEqualTo(3);
    assertThat(lab.destination.names()).containsExactly("a", "b", "c", "d");
  }

  @Test
  void a_file_set_aside_for_its_failures_stops_nothing_any_more() throws Exception {
    lab.destination.wrap(store -> new ForwardingConnector(store) {
      @Override
      public FileEntry write(RelativePath path, Content content) throws IOException {
        if (content.size() == 2) {
          throw new ConnectorException(Kind.REJECTED, "not this one");
        }
        return super.write(path, content);
      }
    });
    lab.source.put("b", "bb");
    WorkerBuilder worker = stopping().quarantine(2, Duration.ofDays(1));
    lab.run(worker);
    lab.run(worker);

    Report third = lab.run(worker);

    assertThat(third.totals().of(Outcome.QUARANTINED)).isEqualTo(1);
    assertThat(lab.destination.names()).containsExactly("a", "c", "d");
  }

  @Test
  void what_is_under_way_is_finished() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(1);
    lab.source.wrap(store -> new ForwardingConnector(store) {
      @Override
      public java.io.InputStream read(RelativePath path, long offset) throws IOException {
        try {
          if (path.name().equals("a")) {
            begun.countDown();
            told.await();
          } else {
            begun.await();
            throw new ConnectorException(Kind.ACCESS_DENIED, "not this one");
          }
        } catch (InterruptedException e) {
          throw new java.io.InterruptedIOException();
        }
        return super.read(path, offset);
      }
    });

    Report report = lab.run(stopping().parallel(2).listener(event -> {
      if (event instanceof Event.FileFinished) {
        told.countDown();
      }
    }));

    assertThat(report.ending()).isEqualTo(Ending.SOME_FAILED);
    assertThat(report.totals().of(Outcome.FAILED)).isEqualTo(1);
    assertThat(lab.destination.names()).containsExactly("a");
  }

  @Test
  void both_ways_it_has_no_meaning() {
    WorkerBuilder worker = stopping().twoWay(TwoWay.standard());

    assertThatIllegalStateException().isThrownBy(worker::build);
  }
}
