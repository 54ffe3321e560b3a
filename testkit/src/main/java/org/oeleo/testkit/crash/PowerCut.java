package org.oeleo.testkit.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.oeleo.spi.ConnectorProvider;

/**
 * A worksite whose destination loses at a power cut what was not forced to its disk. A program that
 * is killed there has died with the machine: {@link #restart} shows what the disk kept.
 *
 * @param site the worksite; its destination is what programs see while the power is on
 * @param disk what survives
 */
public record PowerCut(Worksite site, Destination disk) {
  /** Makes one in this folder. */
  public static PowerCut in(Path place, Class<?> main, long seed) throws IOException {
    Path to = Files.createDirectory(place.resolve("to"));
    Path disk = Files.createDirectories(place.resolve("disk/files"));
    Path services = Files.createDirectories(place.resolve("disk/classes/META-INF/services"));
    Files.writeString(
        services.resolve(ConnectorProvider.class.getName()),
        PageCacheConnectorProvider.class.getName());
    Program program = Program.of(main, place)
        .withClasses(place.resolve("disk/classes"))
        .with("OELEO_EXTERNAL", PageCacheConnectorProvider.NAME)
        .with("OELEO_BASE_DIR_TO", to)
        .with("OELEO_DISK", disk);
    Worksite site = Worksite.at(place, new FolderDestination(to), program, seed);
    return new PowerCut(site, new FolderDestination(disk));
  }

  /** With this kind of loss: {@code name}, {@code content} or {@code bytes}. */
  public Program losing(String kind) {
    return site.program().with("OELEO_LOSS", kind);
  }

  /** Every kind of loss there is. */
  public static List<String> kinds() {
    return List.of("name", "content", "bytes");
  }

  /** The power is back: programs see what the disk has, and nothing else. */
  public void restart() throws IOException {
    Path to = site.place().resolve("to");
    Path kept = site.place().resolve("disk/files");
    for (String name : new FolderDestination(to).names()) {
      Files.delete(to.resolve(name));
    }
    for (String name : disk.names()) {
      Path file = to.resolve(name);
      Files.createDirectories(file.resolveSibling(""));
      Files.copy(kept.resolve(name), file, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  /** What the disk has under a final name that never was a whole version of its source. */
  public List<String> tornFiles() throws IOException {
    List<String> torn = new ArrayList<>();
    disk.finalFiles().forEach((name, hash) -> {
      if (!site.source().wasVersion(name, hash)) {
        torn.add(name);
      }
    });
    return torn;
  }

  /** What the ledger calls verified although the disk does not hold it. */
  public List<String> untrueRows() throws IOException {
    return new Invariants(new Worksite(site.place(), site.source(), disk, site.program()))
        .untrueRows();
  }
}
