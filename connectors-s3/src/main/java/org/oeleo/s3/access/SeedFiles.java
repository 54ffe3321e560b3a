package org.oeleo.s3.access;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oeleo.settings.SettingsException;

/** The {@code .s3conf.yml} files of this account, strongest first. Immutable. */
record SeedFiles(List<SeedFile> files) {
  SeedFiles {
    files = List.copyOf(files);
  }

  /** That of the working folder before that of the home folder. */
  static SeedFiles of(Surroundings surroundings) throws SettingsException {
    Path current = surroundings.current().toAbsolutePath().normalize();
    Path home = surroundings.home().toAbsolutePath().normalize();
    List<SeedFile> files = new ArrayList<>(List.of(SeedFile.in(current)));
    if (!home.equals(current)) {
      files.add(SeedFile.in(home));
    }
    return new SeedFiles(files);
  }

  /** What the first file says that says anything of it: the files complete each other. */
  Optional<Keys.Found> find(String key) {
    for (SeedFile file : files) {
      Optional<String> value = file.find(key);
      if (value.isPresent()) {
        return Optional.of(new Keys.Found(value.get(), key + " in " + file.name()));
      }
    }
    return Optional.empty();
  }
}
