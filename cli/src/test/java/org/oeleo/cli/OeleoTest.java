package org.oeleo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.oeleo.testkit.Boundaries;
import picocli.CommandLine;

class OeleoTest {
  private final StringWriter out = new StringWriter();
  private final CommandLine oeleo = Oeleo.commandLine().setOut(new PrintWriter(out, true));

  @Test
  void without_a_command_it_tells_how_to_use_it() {
    assertThat(oeleo.execute()).isEqualTo(2);
    assertThat(out.toString()).startsWith("Usage: oeleo");
  }

  @Test
  void boundaries_hold() {
    Boundaries.check("org.oeleo");
  }
}
