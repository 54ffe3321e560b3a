package org.oeleo.sharepoint.service;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What SharePoint lets nothing be called. See <a
 * href="https://support.microsoft.com/office/64883a5d-228e-48f5-b3d2-eb39e07630fa">restrictions and
 * limitations in OneDrive and SharePoint</a>.
 */
final class Names {
  private static final String CHARACTERS = "\"*:<>?/\\|";
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_PATH = 400;
  private static final Set<String> WORDS =
      Set.of(".lock", "desktop.ini", "con", "prn", "aux", "nul");
  private static final Pattern DEVICE = Pattern.compile("(com|lpt)[0-9]");

  private Names() {}

  /** Names are the same when they differ in case only. */
  static String folded(String name) {
    return name.codePoints()
        .map(Character::toUpperCase)
        .map(Character::toLowerCase)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** The path is the server's, from the site on. */
  static void check(String name, String serverPath) {
    if (name.isEmpty() || refused(name) || name.chars().anyMatch(Names::refused)) {
      String message = "The provided name cannot contain any of the following characters or words.";
      throw Refusal.invalid(message).detailed("invalidPath");
    }
    if (name.length() > LONGEST_NAME || serverPath.length() > LONGEST_PATH) {
      String message = "The specified file or folder name is too long.";
      throw Refusal.invalid(message).detailed("pathIsTooLong");
    }
  }

  private static boolean refused(int character) {
    return character < 0x20 || character == 0x7F || CHARACTERS.indexOf(character) >= 0;
  }

  private static boolean refused(String name) {
    String folded = folded(name);
    return !name.strip().equals(name)
        || name.endsWith(".")
        || folded.startsWith("~$")
        || folded.contains("_vti_")
        || WORDS.contains(folded)
        || DEVICE.matcher(folded).matches();
  }
}
