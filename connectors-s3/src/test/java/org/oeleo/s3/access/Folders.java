package org.oeleo.s3.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.oeleo.settings.Settings;
import software.amazon.awssdk.profiles.ProfileFile;

/** A working folder and a home folder that hold what a test puts there. */
record Folders(Path current, Path home) {
  static Folders in(Path place) throws IOException {
    return new Folders(
        Files.createDirectories(place.resolve("work")),
        Files.createDirectories(place.resolve("home")));
  }

  static void write(Path folder, String... lines) throws IOException {
    Path file = folder.resolve(".s3conf.yml");
    Files.write(file, List.of(lines));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  void profiles(String... lines) throws IOException {
    Files.write(home.resolve("config"), List.of(lines));
  }

  Surroundings surroundings() {
    return new Surroundings(current, home, this::profileFile);
  }

  private ProfileFile profileFile() {
    ProfileFile.Aggregator all = ProfileFile.aggregator();
    Path file = home.resolve("config");
    if (Files.exists(file)) {
      all.addFile(ProfileFile.builder()
          .content(file)
          .type(ProfileFile.Type.CONFIGURATION)
          .build());
    }
    return all.build();
  }

  Login login(Map<String, String> variables) throws Exception {
    Settings settings = Settings.of(variables);
    return new Login(settings, SeedFiles.of(surroundings()), Profile.of(settings, surroundings()));
  }

  Reach reach(Map<String, String> variables) throws Exception {
    Settings settings = Settings.of(variables);
    return Reach.of(settings, SeedFiles.of(surroundings()), Profile.of(settings, surroundings()));
  }
}
