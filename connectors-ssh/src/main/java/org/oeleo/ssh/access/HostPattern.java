package org.oeleo.ssh.access;

import java.util.List;
import java.util.Locale;

/** A list of patterns with {@code *}, {@code ?} and {@code !}, as in ssh_config(5). Immutable. */
record HostPattern(List<String> patterns) {
  static HostPattern anyOf(List<String> patterns) {
    return new HostPattern(
        patterns.stream().map(pattern -> pattern.toLowerCase(Locale.ROOT)).toList());
  }

  /** Whether some pattern matches and no negated one does. */
  boolean matches(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    boolean found = false;
    for (String pattern : patterns) {
      if (pattern.startsWith("!")) {
        if (glob(pattern.substring(1), name)) {
          return false;
        }
      } else {
        found |= glob(pattern, name);
      }
    }
    return found;
  }

  /**
   * Linear in the product of the lengths, whatever the pattern: only the last star is revisited.
   */
  private static boolean glob(String pattern, String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int resume = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = n;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
