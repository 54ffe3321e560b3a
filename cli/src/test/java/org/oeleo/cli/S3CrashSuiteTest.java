package org.oeleo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.oeleo.crash.CrashPoint;
import org.oeleo.testkit.crash.CrashSuite;
import org.oeleo.testkit.crash.Program;
import org.oeleo.testkit.crash.Worksite;
import org.oeleo.testkit.server.WithCeph;

/**
 * The crash suite with a bucket of a real object store as the destination; takes minutes, and so
 * runs with {@code -Pproof} only.
 */
@EnabledIfSystemProperty(
    named = "oeleo.crash.s3",
    matches = "true",
    disabledReason = "takes minutes: -Pproof")
class S3CrashSuiteTest extends CrashSuite {
  @RegisterExtension
  static final WithCeph STORE = new WithCeph();

  /** An object has its name from the beginning, or it is not there. */
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
    String bucket = "b-" + UUID.randomUUID();
    BucketDestination to = BucketDestination.in(STORE.store(), bucket);
    Program program = Program.of(Oeleo.class, place)
        .with("OELEO_EXTERNAL", "s3")
        .with("OELEO_BASE_DIR_TO", "s3://" + bucket);
    for (Map.Entry<String, String> setting : STORE.settings().entrySet()) {
      program = program.with(setting.getKey(), setting.getValue());
    }
    return Worksite.at(place, to, program, seed);
  }
}
