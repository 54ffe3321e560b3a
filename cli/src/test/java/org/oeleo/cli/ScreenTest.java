package org.oeleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.event.Result;
import org.oeleo.settings.Source;
import org.oeleo.spi.RelativePath;

class ScreenTest {
  private static final String UP = "\u001b[1A\u001b[2K";
  private static final String ERASE = "\r\u001b[2K";

  private final StringWriter text = new StringWriter();

  private Screen screen(Terminal terminal) {
    PrintWriter out = new PrintWriter(text);
    return new Screen(out, out, terminal);
  }

  @Test
  void a_message_goes_above_what_is_drawn_and_the_end_leaves_nothing_of_it() {
    try (Screen screen = screen(new Terminal(true, false, 80))) {
      screen.draw(List.of("one", "two"));
      screen.complain("bad");
    }
    assertThat(text.toString())
        .isEqualTo("\u001b[?7lone\ntwo" + ERASE + UP + "\u001b[?7hbad\n" + "\u001b[?7lone\ntwo"
            + ERASE + UP + "\u001b[?7h");
  }

  @Test
  void what_has_not_changed_is_not_drawn_again() {
    Screen screen = screen(new Terminal(true, false, 80));
    screen.draw(List.of("one"));
    int length = text.getBuffer().length();
    screen.draw(List.of("one"));
    assertThat(text.getBuffer()).hasSize(length);
  }

  @Test
  void without_a_terminal_there_are_no_codes() {
    try (Screen screen = screen(Terminal.none())) {
      screen.draw(List.of("one"));
      screen.complain("bad");
    }
    assertThat(text.toString()).isEqualTo("bad\n");
  }

  @Test
  void the_environment_says_what_the_terminal_can() {
    assertThat(Terminal.of(Map.of("COLUMNS", "120"), true))
        .isEqualTo(new Terminal(true, true, 120));
    assertThat(Terminal.of(Map.of("NO_COLOR", "1"), true)).isEqualTo(new Terminal(true, false, 80));
    assertThat(Terminal.of(Map.of("TERM", "dumb"), true)).isEqualTo(Terminal.none());
    assertThat(Terminal.of(Map.of("COLUMNS", "x"), true).columns()).isEqualTo(80);
    assertThat(Terminal.of(Map.of(), false)).isEqualTo(Terminal.none());
  }

  @Test
  void progress_is_files_bytes_rate_time_and_the_file_under_way() {
    Progress progress = new Progress();
    RelativePath done = RelativePath.of("done.raw");
    RelativePath now = RelativePath.of("a very long folder/and a long name that ends in 0042.raw");
    progress.on(new Event.Queued(4, 4L << 20));
    progress.on(new Event.FileStarted(done, 1 << 20));
    assertThat(progress.at(0).bytesPerSecond()).isZero();
    progress.on(new Event.FileFinished(Result.of(done, "t", 1 << 20, Outcome.COPIED)));
    progress.on(new Event.FileStarted(now, 2 << 20));
    progress.on(new Event.FileStarted(RelativePath.of("other"), 1));
    progress.on(new Event.FileProgressed(now, 1 << 20));
    List<String> lines = ProgressLines.of(progress.at(Duration.ofSeconds(2).toNanos()), 60);
    assertThat(lines)
        .containsExactly(
            "1 / 4 files  2.0 MiB / 4.0 MiB  1.0 MiB/s  2.0 s left",
            "  .../and a long name that ends in 0042.raw  50 %  + 1 more");
    assertThat(lines).allMatch(line -> line.length() < 60);
  }

  @Test
  void a_survey_and_a_wait_are_told_as_well() {
    Progress progress = new Progress();
    progress.on(new Event.Surveyed(10, 100, false));
    assertThat(ProgressLines.of(progress.at(0), 80)).containsExactly("looked at 0 of 10 files");
    progress.on(new Event.Waiting("next run", Duration.ofMinutes(1)));
    assertThat(ProgressLines.of(progress.at(1), 80)).containsExactly("waiting: next run");
    assertThat(progress.at(2).current().path()).isEqualTo(Optional.empty());
  }

  @Test
  void variables_of_the_start_scripts_are_no_settings() {
    Source environment =
        new Source("environment", Map.of("OELEO_JAVA_OPTS", "-Xmx1g", "OELEO_PARALLEL", "2"));
    assertThat(Surroundings.withoutThoseOfTheScripts(environment).values())
        .containsOnlyKeys("OELEO_PARALLEL");
  }

  @Test
  void sizes_are_powers_of_1024_and_times_are_short() {
    assertThat(Sizes.bytes(1023)).isEqualTo("1023 B");
    assertThat(Sizes.bytes(1536)).isEqualTo("1.5 KiB");
    assertThat(Sizes.bytes((1L << 20) - 1)).isEqualTo("1.0 MiB");
    assertThat(Sizes.bytes(Long.MAX_VALUE)).isEqualTo("8.0 EiB");
    assertThat(Sizes.time(Duration.ofMillis(450))).isEqualTo("0.5 s");
    assertThat(Sizes.time(Duration.ofSeconds(123))).isEqualTo("2 m 03 s");
    assertThat(Sizes.time(Duration.ofHours(49))).isEqualTo("2 d 01 h");
  }

  @Test
  void names_of_files_must_be_read_as_utf_8_but_on_windows() {
    assertThat(MachineCheckup.encoding("UTF-8", false).level()).isEqualTo(Finding.Level.OK);
    assertThat(MachineCheckup.encoding("ANSI_X3.4-1968", false).level())
        .isEqualTo(Finding.Level.FAIL);
    assertThat(MachineCheckup.encoding("Cp1252", true).level()).isEqualTo(Finding.Level.OK);
  }
}
