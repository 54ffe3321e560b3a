package org.oeleo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.settings.Source;
import org.oeleo.spi.Connector;
import org.oeleo.spi.RelativePath;

/**
 * What is ours and must not be emptied out of the source with the rest: the log and the settings.
 * The ledgers of this process are left alone by the engine.
 */
record Belongings(Settings settings) {
  /**
   * Refuses a worker that would take them for files of its source.
   *
   * @throws SettingsException naming what is there
   */
  void refuseFor(Worker worker) throws SettingsException {
    Optional<Path> root = folder(worker.source());
    if (root.isEmpty()) {
      return;
    }
    Optional<Path> log = settings.find(ProgramSettings.LOG_DIR);
    if (log.filter(path -> takes(worker, root.get(), path.resolve("oeleo.log"))).isPresent()) {
      throw new SettingsException(
          ProgramSettings.LOG_DIR.variable(),
          "is inside " + worker.source().root() + ", which OELEO_DISPOSAL empties: put the log"
              + " elsewhere");
    }
    for (Source one : settings.sources()) {
      if (one.file().filter(path -> takes(worker, root.get(), path)).isPresent()) {
        throw new SettingsException(
            WorkerSettings.DISPOSAL.variable(),
            "would take away " + one.name() + " itself, which is inside "
                + worker.source().root() + ": put it elsewhere");
      }
    }
  }

  private static boolean takes(Worker worker, Path root, Path file) {
    Path full = real(file);
    return full.startsWith(root)
        && RelativePath.ifValid(root.relativize(full).toString().replace(File.separatorChar, '/'))
            .filter(worker::isFor)
            .isPresent();
  }

  /** Nothing is connected to: only a folder of this machine can hold them. */
  private static Optional<Path> folder(Endpoint source) {
    if (!source.provider().name().equals("local")) {
      return Optional.empty();
    }
    try (Connector connector = source.open()) {
      return connector.localFile(RelativePath.of("x")).map(Path::getParent).map(Belongings::real);
    } catch (IOException missing) {
      return Optional.empty();
    }
  }

  private static Path real(Path path) {
    Path full = path.toAbsolutePath().normalize();
    try {
      return full.toRealPath();
    } catch (IOException notThereYet) {
      Path parent = full.getParent();
      return parent == null ? full : real(parent).resolve(full.getFileName());
    }
  }
}
