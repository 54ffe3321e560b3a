package org.oeleo.spi;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which names Windows cannot hold. See Microsoft, "Naming Files, Paths, and Namespaces". */
public final class WindowsNames {
  private static final String FORBIDDEN = "\\:*?\"<>|";
  private static final Set<String> DEVICES =
      Set.of("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$");

  private WindowsNames() {}

  /** What is wrong with one name of a path; empty if nothing is. */
  public static Optional<String> flaw(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < ' ') {
        return Optional.of("holds a control character, which Windows does not allow");
      }
      if (FORBIDDEN.indexOf(c) >= 0) {
        return Optional.of("holds a '" + c + "', which Windows does not allow");
      }
    }
    if (name.endsWith(".") || name.endsWith(" ")) {
      return Optional.of("ends in a dot or a blank, which Windows drops");
    }
    return isDevice(name) ? Optional.of("is the name of a device on Windows") : Optional.empty();
  }

  /** {@code aux.txt} and {@code COM1 .log} are devices too; {@code COM¹} is COM1. */
  private static boolean isDevice(String name) {
    int dot = name.indexOf('.');
    String stem =
        (dot < 0 ? name : name.substring(0, dot)).stripTrailing().toUpperCase(Locale.ROOT);
    boolean numbered = stem.length() == 4 && (stem.startsWith("COM") || stem.startsWith("LPT"));
    return DEVICES.contains(stem) || (numbered && "123456789¹²³".indexOf(stem.charAt(3)) >= 0);
  }
}
