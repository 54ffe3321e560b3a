package org.oeleo.cli.synclink;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.oeleo.spi.Printable;

/** One of {@code file_sources}: files of one folder, copied to several. */
record CopierEntry(Section entry, Collection<String> variables) {
  EnvFile as(EnvFile file, Map<String, String> common) {
    Target target = new Target(entry, file);
    target.folder("OELEO_BASE_DIR_FROM", "incoming", entry.required("incoming"));
    destinations(file);
    target.include("files_pattern", entry.text("files_pattern").orElse("*.*"));
    if (entry.yesNo("delete_incoming_file", true)) {
      file.set("OELEO_DISPOSAL", "delete");
    }
    target.common(common);
    entry.finish();
    return file;
  }

  private void destinations(EnvFile file) {
    DestinationNames names = new DestinationNames(variables);
    Map<String, Section> copies = entry.requiredSections("copy_to");
    List<String> used = new ArrayList<>();
    copies.forEach((wish, section) -> {
      String name = names.nameFor(wish);
      if (!name.equals(wish)) {
        entry.remark(
            "copy_to",
            "has " + Printable.name(wish) + ", which is called " + name + " here: " + reason(wish));
      }
      used.add(name);
      destination("OELEO_" + name.toUpperCase(Locale.ROOT), section, file);
    });
    if (!used.isEmpty()) {
      file.set("OELEO_DESTINATIONS", String.join(",", used));
    }
  }

  private static String reason(String wish) {
    return wish.matches("[A-Za-z0-9]+(_[A-Za-z0-9]+)*")
        ? "variables of something else, or of another one, begin like that"
        : "it becomes part of variables, so of letters, digits and _ only";
  }

  private void destination(String prefix, Section copy, EnvFile file) {
    Target target = new Target(copy, file);
    copy.required("dir").ifPresent(folder -> {
      target.set(prefix + "_BASE_DIR_TO", "dir", folder);
      if (!folder.endsWith("/")) {
        copy.remark(
            "dir",
            "does not end in /, so files were written beside that folder, its name before theirs;"
                + " here they go into it");
      }
    });
    copy.number("quota").ifPresent(megabytes -> {
      file.set(prefix + "_QUOTA", megabytes + "M");
      copy.remark(
          "quota",
          "measured the folder itself and never bit; here all files below it count, and what does"
              + " not fit stays at the source");
    });
    copy.finish();
  }
}
