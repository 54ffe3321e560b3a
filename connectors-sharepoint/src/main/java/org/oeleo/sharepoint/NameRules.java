package org.oeleo.sharepoint;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which names SharePoint takes. See Microsoft, "Restrictions and limitations in OneDrive and
 * SharePoint".
 */
final class NameRules {
  /** Of one name. */
  static final int LONGEST_NAME = 255;

  /** Of the whole path as the server has it, site and library included. */
  static final int LONGEST_PATH = 400;

  private static final String FORBIDDEN = "\"*:<>?/\\|";
  private static final Set<String> RESERVED =
      Set.of(".LOCK", "CON", "PRN", "AUX", "NUL", "DESKTOP.INI");

  private NameRules() {}

  /** Whether a character may be in no name at all. */
  static boolean isForbidden(char c) {
    return c < ' ' || c == 0x7f || FORBIDDEN.indexOf(c) >= 0;
  }

  /** Whether a name is taken by the server itself, whatever its characters. */
  static boolean isReserved(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    boolean device = upper.length() == 4
        && (upper.startsWith("COM") || upper.startsWith("LPT"))
        && Character.isDigit(upper.charAt(3));
    return RESERVED.contains(upper) || device || upper.contains("_VTI_") || name.startsWith("~$");
  }

  /** Whether a folder directly below a library may not have this name. */
  static boolean isReservedAtTop(String name) {
    return name.equalsIgnoreCase("forms");
  }

  /** What is wrong with one name of a path; empty if nothing is. */
  static Optional<String> flaw(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (isForbidden(c)) {
        return Optional.of(
            c < ' ' || c == 0x7f
                ? "holds a control character, which SharePoint does not take"
                : "holds a '" + c + "', which SharePoint does not take");
      }
    }
    if (name.startsWith(" ") || name.endsWith(" ") || name.endsWith(".")) {
      return Optional.of("begins with a blank or ends in a blank or dot, which SharePoint drops");
    }
    return isReserved(name)
        ? Optional.of("is a name that SharePoint keeps for itself")
        : Optional.empty();
  }
}
