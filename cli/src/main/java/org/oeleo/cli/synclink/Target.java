package org.oeleo.cli.synclink;

import java.util.Map;
import java.util.Optional;

/** The file that an entry becomes, and what all entries set in it. One thread. */
final class Target {
  /** What files-sync-link called "every file", which it was not. */
  private static final String EVERY = "*.*";

  private final Section entry;
  private final EnvFile file;

  Target(Section entry, EnvFile file) {
    this.entry = entry;
    this.file = file;
  }

  /** Sets it if it can be written down. */
  void set(String variable, String key, String value) {
    if (!EnvFile.isWritable(value)) {
      entry.problem(
          key,
          "holds a control character, or both kinds of quotes: this cannot be written in a .env"
              + " file");
    }
    file.set(variable, value);
  }

  void secret(String variable, String key, String value) {
    if (value.isBlank()
        || value.endsWith("\n")
        || value.endsWith("\r")
        || value.startsWith("\uFEFF")) {
      entry.problem(
          key,
          "is blank, or begins or ends with what a file of its own cannot hold (a line break)");
    }
    file.secret(variable, value);
  }

  void include(String key, String pattern) {
    if (pattern.equals(EVERY)) {
      entry.remark(
          key,
          "is *.*, which was meant as every file, and passed over names without a dot; here every"
              + " file is one without OELEO_INCLUDE, which is left out");
      return;
    }
    if (pattern.chars().anyMatch(c -> ";{}\\!".indexOf(c) >= 0)) {
      entry.problem(
          key,
          "holds one of ; { } \\ !, which mean something else in OELEO_INCLUDE: take it out, and"
              + " write that setting yourself");
    }
    set("OELEO_INCLUDE", key, pattern);
  }

  void common(Map<String, String> values) {
    values.forEach(file::set);
    file.set("OELEO_DB_NAME", file.name() + ".db");
  }

  /** A folder that the original joined with names as texts. */
  void folder(String variable, String key, Optional<String> folder) {
    folder.ifPresent(path -> set(variable, key, path));
  }
}
