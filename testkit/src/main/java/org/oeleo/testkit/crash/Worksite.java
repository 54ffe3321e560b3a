package org.oeleo.testkit.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One source, one destination, one ledger in a folder of their own, the program that works on them,
 * and neighbours that it must leave alone.
 *
 * @param place the folder
 * @param source what is copied
 * @param destination where to
 * @param program what copies, with settings that name all of these
 */
public record Worksite(
    Path place, ChangingSource source, Destination destination, Program program) {
  /** Set as a password, and to be seen in no output and no file. */
  static final String SECRET = "canary-5f1c9a";

  private static final List<String> NEIGHBOURS =
      List.of("beside.txt", "from.txt", "to.txt", "neighbour/run 1.csv", "ledger.db");

  /** Whose destination is the folder {@code to}, with files from the start. */
  public static Worksite local(Path place, Class<?> main, long seed) throws IOException {
    Path to = Files.createDirectory(place.resolve("to"));
    Worksite site = at(place, new FolderDestination(to), Program.of(main, place), seed);
    return site.with(site.program().with("OELEO_BASE_DIR_TO", to));
  }

  /** Whose destination is anything; the program still has to be told of it. */
  public static Worksite at(Path place, Destination destination, Program program, long seed)
      throws IOException {
    ChangingSource source =
        new ChangingSource(place.resolve("from"), place.resolve("staging"), seed);
    source.add(30);
    source.put("large.raw", 1_000_000);
    for (String name : NEIGHBOURS) {
      Path file = place.resolve(name);
      Files.createDirectories(file.resolveSibling(""));
      Files.writeString(file, "left alone: " + name);
    }
    Files.createDirectory(place.resolve("books"));
    Program settled = program
        .with("OELEO_BASE_DIR_FROM", place.resolve("from"))
        .with("OELEO_DB_NAME", place.resolve("books/crash.db"))
        .with("OELEO_LOG_DIR", place.resolve("log"))
        .with("OELEO_INCLUDE_SUBDIRS", true)
        .with("OELEO_EXTERNAL_SUBDIRS", true)
        .with("OELEO_SETTLE", "0s")
        .with("OELEO_PARALLEL", 3)
        .with("OELEO_PASSWORD", SECRET);
    return new Worksite(place, source, destination, settled);
  }

  /** The same with another program. */
  public Worksite with(Program other) {
    return new Worksite(place, source, destination, other);
  }

  /** The file of its ledger. */
  public Path ledger() {
    return Path.of(program.environment().getOrDefault("OELEO_DB_NAME", ""));
  }

  /** What of the neighbours is not as it was made. */
  List<String> disturbedNeighbours() throws IOException {
    List<String> disturbed = new ArrayList<>();
    Map<String, String> now = new HashMap<>();
    new FolderDestination(place)
        .names().stream()
            .filter(name -> !name.matches("(from|to|staging|books|log|disk)/.*"))
            .forEach(name -> now.put(name, name));
    for (String name : NEIGHBOURS) {
      boolean same = now.remove(name) != null
          && Files.readString(place.resolve(name)).equals("left alone: " + name);
      if (!same) {
        disturbed.add(name);
      }
    }
    disturbed.addAll(now.keySet());
    return disturbed;
  }

  /** The files of the log and of the ledger that hold the secret. */
  List<String> filesWithSecret() throws IOException {
    List<String> telling = new ArrayList<>();
    for (String folder : List.of("log", "books")) {
      FolderDestination files = new FolderDestination(place.resolve(folder));
      for (String name : files.names()) {
        try (var in = files.open(name)) {
          String text = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
          if (text.contains(SECRET)) {
            telling.add(folder + "/" + name);
          }
        }
      }
    }
    return telling;
  }
}
