package org.oeleo.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that say that they are from another age. */
class TimesTest extends WithFaults {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001-01-01T00:00:00",
        "1901-12-13T20:45:52",
        "1969-12-31T23:59:58.5",
        "1970-01-01T00:00:00",
        "2000-02-29T12:00:00",
        "2038-01-19T03:14:08",
        "2107-12-31T23:59:59",
        "2262-04-12T00:00:00",
        "9999-12-31T23:59:59"
      })
  void an_absurd_time_keeps_no_file_from_being_sent_once(String time) throws Exception {
    file("a", "1");
    Tool.need("touch", "-d", time + "Z", from.resolve("a").toString());
    assertThat(run("OELEO_SETTLE=50ms")).as(command.out()).isZero();
    assertThat(outcome("a")).isEqualTo("copied");
    requireSame(from, to);
    assertThat(run("OELEO_SETTLE=50ms")).isZero();
    assertThat(command.out()).contains("\"unchanged\":1");
  }

  @Test
  void a_file_from_the_future_is_young_and_its_rewriting_is_noticed() throws Exception {
    file("a", "1");
    Path file = from.resolve("a");
    FileTime future = FileTime.from(Instant.now().plus(Duration.ofDays(400)));
    Files.setLastModifiedTime(file, future);
    assertThat(run("OELEO_SETTLE=50ms")).isZero();
    Files.writeString(file, "2");
    Files.setLastModifiedTime(file, future);
    assertThat(run("OELEO_SETTLE=50ms")).isZero();
    assertThat(to.resolve("a")).hasContent("2");
  }
}
