package org.oeleo.cli.synclink;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Printable;

/**
 * A YAML file of files-sync-link, {@code fetcher.yml} or {@code copier.yml}, as what it is here: a
 * {@code .env} file for each of its entries. Immutable.
 */
public final class SyncLinkFile {
  private static final int MOST_AT_ONCE = 256;
  private static final String SOURCES = "sftp_sources";
  private static final String COPIES = "file_sources";

  private final List<EnvFile> files;
  private final List<String> remarks;

  private SyncLinkFile(List<EnvFile> files, List<String> remarks) {
    this.files = List.copyOf(files);
    this.remarks = List.copyOf(remarks);
  }

  /**
   * Reads it.
   *
   * @param name what the file is called
   * @param variables all there are here
   * @throws SettingsException with everything that cannot be taken over
   */
  public static SyncLinkFile read(String name, String text, Collection<String> variables)
      throws SettingsException {
    Findings findings = new Findings(name);
    try {
      Yaml yaml = YamlReader.read(text);
      if (!(yaml instanceof Yaml.Table table)) {
        throw new SettingsException(
            name, "is " + yaml.kind() + ", and no table of names and values");
      }
      List<EnvFile> files =
          new Reading(name, variables, findings).all(new Section("", table, findings));
      if (!findings.problems().isEmpty()) {
        throw new SettingsException(findings.problems());
      }
      return new SyncLinkFile(files, findings.remarks());
    } catch (YamlReader.UnreadableException e) {
      throw new SettingsException(name, String.valueOf(e.getMessage()));
    }
  }

  /** What became of keys that are something else here, or nothing; a line for each. */
  public List<String> remarks() {
    return remarks;
  }

  /**
   * What is to be written into {@code folder}, by the names of the files: secrets first, so that
   * whoever finds a {@code .env} file finds what it names.
   */
  public Map<String, String> contents(Path folder) {
    Map<String, String> contents = new LinkedHashMap<>();
    files.forEach(env -> contents.putAll(env.secrets()));
    files.forEach(env -> contents.put(env.fileName(), env.content(folder)));
    return contents;
  }

  /** One file on its way. One thread, once. */
  private record Reading(String name, Collection<String> variables, Findings findings) {
    List<EnvFile> all(Section top) {
      if (!top.has(SOURCES) && !top.has(COPIES)) {
        findings.problem(
            top.line(),
            "has neither " + SOURCES + " nor " + COPIES + ": is it a file of files-sync-link?");
      }
      Map<String, String> common = common(top);
      top.passOver("sftp_batch_size", "was read and never used; nothing comes of it");
      top.passOver(
          "sftp_timeout",
          "was read and never used; OELEO_TIMEOUT and OELEO_CONNECT_TIMEOUT limit how long a server"
              + " may be silent, 60s and 30s without them");
      List<EnvFile> files = new ArrayList<>();
      Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
      entries(top, SOURCES)
          .forEach((key, entry) -> files.add(
              new FetcherEntry(entry, variables).as(file(key, SOURCES, top, names), common)));
      entries(top, COPIES)
          .forEach((key, entry) -> files.add(
              new CopierEntry(entry, variables).as(file(key, COPIES, top, names), common)));
      top.finish();
      return files;
    }

    private static Map<String, Section> entries(Section top, String key) {
      return top.has(key) ? top.requiredSections(key) : Map.of();
    }

    /** What holds for each of its entries. */
    private Map<String, String> common(Section top) {
      Map<String, String> common = new LinkedHashMap<>();
      Optional<Section> scheduler = top.section("scheduler");
      scheduler.ifPresent(section -> {
        section.passOver("sftp_jobs", "was read and never used; see concurrency_limit");
        for (String key : List.of("sftp_check_timeout", "file_check_timeout")) {
          section
              .number(key)
              .ifPresent(seconds -> common.put("OELEO_INTERVAL", Math.max(1, seconds) + "s"));
        }
        section.finish();
      });
      top.section("concurrency_limit").ifPresent(section -> {
        section.number("limit").ifPresent(limit -> parallel(section, limit, common));
        section.finish();
      });
      return common;
    }

    private static void parallel(Section section, long limit, Map<String, String> common) {
      long most = Math.min(Math.max(limit, 1), MOST_AT_ONCE);
      if (most != limit) {
        section.remark(
            "limit",
            "is " + most + " now, since at least 1 and at most 256 files move" + " at once");
      }
      common.put("OELEO_PARALLEL", String.valueOf(most));
    }

    /** Named by the entry, as far as a file can be called so. */
    private EnvFile file(String key, String above, Section top, Set<String> names) {
      String plain = key.replaceAll("[^A-Za-z0-9._-]+", "_").replaceAll("^[._-]+", "");
      String base = plain.isEmpty() ? "worker" : plain;
      String free = base;
      for (int i = 2; !names.add(free); i++) {
        free = base + "-" + i;
      }
      if (!free.equals(key)) {
        top.remark(above, "has " + Printable.name(key) + ", which is called " + free + " here");
      }
      String origin = String.format(
          Locale.ROOT, "%s.%s of %s", above, Printable.name(key), Printable.name(name));
      return new EnvFile(free, origin);
    }
  }
}
