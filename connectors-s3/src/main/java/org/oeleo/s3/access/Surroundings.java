package org.oeleo.s3.access;

import java.nio.file.Path;
import java.util.function.Supplier;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * The folders in which this account keeps its keys. Immutable.
 *
 * @param current the working folder
 * @param home the account's own
 * @param profiles what is in {@code ~/.aws}
 */
record Surroundings(Path current, Path home, Supplier<ProfileFile> profiles) {
  static Surroundings own() {
    return new Surroundings(
        Path.of(""), Path.of(System.getProperty("user.home")), ProfileFile::defaultProfileFile);
  }
}
