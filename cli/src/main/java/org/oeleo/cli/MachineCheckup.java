package org.oeleo.cli;

import java.io.File;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What this machine and its Java are like. */
final class MachineCheckup {
  private MachineCheckup() {}

  static List<Finding> findings() {
    return List.of(
        Finding.ok(
            "Java",
            System.getProperty("java.runtime.version") + " on " + System.getProperty("os.name")),
        encoding(
            Optional.ofNullable(System.getProperty("sun.jnu.encoding")).orElse(""),
            File.separatorChar == '\\'),
        Finding.ok("time zone", ZoneId.systemDefault().toString()));
  }

  static Finding encoding(String encoding, boolean windows) {
    boolean good = encoding.toUpperCase(Locale.ROOT).replace("-", "").equals("UTF8");
    // Windows gives Java names as UTF-16, whatever this says.
    return good || windows
        ? Finding.ok("file names", encoding)
        : Finding.fail(
            "file names",
            "Java reads them as " + encoding + ", so names beyond ASCII are lost",
            "start oeleo by its script, or set LC_ALL=C.UTF-8");
  }
}
