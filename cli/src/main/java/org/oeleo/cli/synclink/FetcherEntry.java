package org.oeleo.cli.synclink;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.oeleo.spi.Printable;

/** One of {@code sftp_sources}: files of another machine, fetched into one folder or two. */
record FetcherEntry(Section entry, Collection<String> variables) {
  private static final long SSH = 22;

  /** The copier takes the files away, so an empty folder is no share that is not mounted. */
  private static final String EMPTIED = "accept";

  EnvFile as(EnvFile file, Map<String, String> common) {
    Target target = new Target(entry, file);
    file.set("OELEO_MODE", "pull");
    file.set("OELEO_EXTERNAL", "ssh");
    source(target, file);
    server(target);
    destinations(target, file);
    freeSpace(file);
    target.common(common);
    entry.passOver(
        "priority",
        "never did anything; all entries run side by side with oeleo run" + " FILE.env FILE.env");
    entry.finish();
    return file;
  }

  /** The original took both texts, one after the other, as one pattern. */
  private void source(Target target, EnvFile file) {
    Optional<String> source = entry.required("source");
    Optional<String> files = entry.required("files");
    if (source.isEmpty() || files.isEmpty()) {
      return;
    }
    String folder = source.get().substring(0, source.get().lastIndexOf('/') + 1);
    String pattern = source.get().substring(folder.length()) + files.get();
    if (!folder.equals(source.get())) {
      entry.remark(
          "source",
          "does not end in /, so what follows its last / was the beginning of the names: here it"
              + " is in OELEO_INCLUDE");
    }
    if (folder.isEmpty() || folder.matches(".*[*?\\[].*")) {
      entry.problem("source", "must be a folder, ending in /, without * ? [");
    }
    target.set("OELEO_BASE_DIR_FROM", "source", withoutSlash(folder));
    if (pattern.contains("/")) {
      file.set("OELEO_INCLUDE_SUBDIRS", "true");
      target.include("files", "/" + pattern);
    } else {
      target.include("files", pattern);
    }
  }

  private static String withoutSlash(String folder) {
    return folder.length() > 1 ? folder.replaceFirst("/+$", "") : folder;
  }

  private void server(Target target) {
    long port = entry.number("port").orElse(SSH);
    entry
        .required("host")
        .ifPresent(host -> target.set("OELEO_EXTERNAL_HOST", "host", withPort(host, port)));
    entry
        .text("username")
        .ifPresent(name -> target.set("OELEO_EXTERNAL_USERNAME", "username", name));
    entry
        .text("password")
        .ifPresent(secret -> target.secret("OELEO_EXTERNAL_PASSWORD", "password", secret));
    List<String> keys = entry.texts("ssh_key");
    if (!keys.isEmpty()) {
      target.set("OELEO_EXTERNAL_KEY_FILENAME", "ssh_key", keys.get(0));
    }
    if (keys.size() > 1) {
      entry.remark("ssh_key", "has several files, of which the first was used, and is here");
    }
    entry.text("passphrase").ifPresent(secret -> {
      target.secret("OELEO_EXTERNAL_KEY_PASSPHRASE", "passphrase", secret);
      entry.remark("passphrase", "was read and never used; here it opens the key");
    });
  }

  private static String withPort(String host, long port) {
    if (port == SSH) {
      return host;
    }
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private void destinations(Target target, EnvFile file) {
    Optional<String> incoming = entry.required("local_incoming");
    Optional<String> archive = entry.text("local_archive");
    if (archive.isEmpty()) {
      target.folder("OELEO_BASE_DIR_TO", "local_incoming", incoming);
      file.set("OELEO_EMPTY_DESTINATION", EMPTIED);
      return;
    }
    DestinationNames names = new DestinationNames(variables);
    String first = names.nameFor("incoming");
    String second = names.nameFor("archive");
    file.set("OELEO_DESTINATIONS", first + "," + second);
    target.folder(root(first), "local_incoming", incoming);
    file.set(prefix(first) + "_EMPTY_DESTINATION", EMPTIED);
    target.folder(root(second), "local_archive", archive);
    entry.remark(
        "local_archive",
        "is the destination " + second + " here, which gets each file besides " + first);
  }

  private static String root(String destination) {
    return prefix(destination) + "_BASE_DIR_TO";
  }

  private static String prefix(String destination) {
    return "OELEO_" + destination.toUpperCase(Locale.ROOT);
  }

  private void freeSpace(EnvFile file) {
    Optional<String> text = entry.text("check_free_space");
    if (text.isEmpty()) {
      entry.passOver(
          "check_free_space",
          "is empty, for which the entry was passed over; here it is fetched, and OELEO_MIN_FREE"
              + " may say how much stays free");
      return;
    }
    int colon = text.get().lastIndexOf(':');
    String megabytes = text.get().substring(colon + 1).strip();
    if (colon < 0 || !megabytes.matches("\\d{1,12}")) {
      entry.problem("check_free_space", "must be a path, a colon and a number of MB");
      return;
    }
    file.set("OELEO_MIN_FREE", megabytes + "M");
    entry.remark(
        "check_free_space",
        "looked at the disk of " + Printable.name(text.get().substring(0, colon))
            + " before the first file; here so much stays free at each destination, file by file");
  }
}
