package org.oeleo.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A command of the operating system. */
final class Tool {
  private Tool() {}

  /** Runs it, and insists that it succeeds. */
  static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", command) + ": " + said).isZero();
  }

  /** Runs it; without it, or the right to do that here, the test is skipped for this reason. */
  static void need(String... command) throws InterruptedException {
    String reason = "skipped: cannot run " + String.join(" ", command);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assumeThat(process.waitFor()).as(reason + ": " + said.strip()).isZero();
    } catch (IOException e) {
      assumeThat(e).as(reason).isNull();
    }
  }
}
