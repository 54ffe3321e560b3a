package org.oeleo.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest states, and what it runs on. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "oeleo " + ofProgram(),
      "Java " + System.getProperty("java.runtime.version") + " ("
          + System.getProperty("java.vendor") + ")",
      System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
          + System.getProperty("os.arch")
    };
  }

  static String ofProgram() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("(development)");
  }
}
