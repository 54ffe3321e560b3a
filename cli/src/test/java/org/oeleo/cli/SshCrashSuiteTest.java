package org.oeleo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.oeleo.testkit.crash.CrashSuite;
import org.oeleo.testkit.crash.FolderDestination;
import org.oeleo.testkit.crash.Program;
import org.oeleo.testkit.crash.Worksite;
import org.oeleo.testkit.server.WithSshd;

/** The crash suite with a destination on another machine, which a real OpenSSH server plays. */
class SshCrashSuiteTest extends CrashSuite {
  @RegisterExtension
  static final WithSshd SERVER = new WithSshd();

  @Override
  protected Worksite newSite(Path place, long seed) throws IOException {
    Path to = Files.createDirectory(place.resolve("to"));
    Program program =
        Program.of(Oeleo.class, place).with("OELEO_EXTERNAL", "ssh").with("OELEO_BASE_DIR_TO", to);
    for (Map.Entry<String, String> setting : SERVER.settings().entrySet()) {
      program = program.with(setting.getKey(), setting.getValue());
    }
    return Worksite.at(place, new FolderDestination(to), program, seed);
  }
}
