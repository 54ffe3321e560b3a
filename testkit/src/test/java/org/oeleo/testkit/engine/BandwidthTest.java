package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.Timetable;
import org.oeleo.event.Event;
import org.oeleo.testkit.SampleContent;

/** All transfers together keep to the bandwidth, and a listing does not run ahead of them. */
class BandwidthTest {
  @TempDir
  Path folder;

  @Test
  void the_limit_holds_for_all_files_together() throws Exception {
    Lab lab = new Lab(folder);
    for (int i = 0; i < 4; i++) {
      lab.source.put("f" + i, SampleContent.noise(50 * 1024));
    }
    long begin = System.nanoTime();
    lab.run(lab.worker().parallel(4).bandwidth(Timetable.parse("200K")));
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertThat(took).isBetween(Duration.ofMillis(800), Duration.ofMillis(1500));
  }

  @Test
  void a_listing_stays_within_a_window_of_what_is_done() throws Exception {
    Lab lab = new Lab(folder);
    for (int i = 0; i < 6000; i++) {
      lab.source.put("f" + i, "x");
    }
    AtomicLong found = new AtomicLong();
    AtomicLong finished = new AtomicLong();
    AtomicLong ahead = new AtomicLong();
    lab.run(lab.worker().listener(event -> {
      if (event instanceof Event.Surveyed surveyed) {
        found.set(surveyed.files());
      } else if (event instanceof Event.FileFinished) {
        finished.incrementAndGet();
      }
      ahead.accumulateAndGet(found.get() - finished.get(), Math::max);
    }));
    assertThat(finished).hasValue(6000);
    assertThat(ahead.get()).isLessThan(1024 + 3 * 500);
  }
}
