package org.oeleo.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.oeleo.testkit.crash.CrashSuite;
import org.oeleo.testkit.crash.Worksite;

class CrashSuiteTest extends CrashSuite {
  @Override
  protected Worksite newSite(Path place, long seed) throws IOException {
    return Worksite.local(place, Oeleo.class, seed);
  }
}
