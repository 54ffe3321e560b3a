package org.oeleo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.oeleo.crash.CrashPoint;
import org.oeleo.sharepoint.service.Library;
import org.oeleo.testkit.crash.CrashSuite;
import org.oeleo.testkit.crash.Program;
import org.oeleo.testkit.crash.Worksite;

/**
 * The crash suite with a library of SharePoint as the destination; takes minutes, and so runs with
 * {@code -Pproof} only.
 */
@EnabledIfSystemProperty(
    named = "oeleo.crash.sharepoint",
    matches = "true",
    disabledReason = "takes minutes: -Pproof")
class SharePointCrashSuiteTest extends CrashSuite {
  @RegisterExtension
  static final WithGraph GRAPH = new WithGraph();

  /** A file has its name from the beginning, or it is not there. */
  @Override
  protected Set<CrashPoint> missingSteps() {
    return EnumSet.of(
        CrashPoint.OUTDATED_DROPPED,
        CrashPoint.SECURING,
        CrashPoint.SECURED,
        CrashPoint.MOVING,
        CrashPoint.MOVED,
        CrashPoint.LEFTOVER_SWEPT);
  }

  @Override
  protected Worksite newSite(Path place, long seed) throws IOException {
    // A session that the ledger never heard of would keep its file away until SharePoint ends it,
    // for days in earnest; InSlicesTest shows what is said then.
    GRAPH.service().sessions().severalAtATime();
    Library library = GRAPH.newLibrary();
    Program program = Program.of(Oeleo.class, place);
    for (Map.Entry<String, String> setting : GRAPH.settings(library).entrySet()) {
      program = program.with(setting.getKey(), setting.getValue());
    }
    return Worksite.at(place, new LibraryDestination(GRAPH.service(), library), program, seed);
  }
}
