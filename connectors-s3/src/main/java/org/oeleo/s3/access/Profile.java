package org.oeleo.s3.access;

import java.util.Optional;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Printable;
import software.amazon.awssdk.profiles.ProfileFile;

/** The part of {@code ~/.aws} that is ours. Immutable. */
final class Profile {
  private static final String DEFAULT = "default";

  private final ProfileFile file;
  private final String name;
  private final Optional<String> own;

  private Profile(ProfileFile file, String name, Optional<String> own) {
    this.file = file;
    this.name = name;
    this.own = own;
  }

  /**
   * That of the settings, or that of the AWS tools.
   *
   * @throws SettingsException if the settings name one that is not there
   */
  static Profile of(Settings settings, Surroundings surroundings) throws SettingsException {
    Optional<String> own = settings.find(AccessSettings.PROFILE);
    ProfileFile file = read(surroundings);
    if (own.isPresent() && file.profile(own.get()).isEmpty()) {
      throw new SettingsException(
          settings.origin(AccessSettings.PROFILE).orElse(AccessSettings.PROFILE.variable()),
          "names the profile '" + Printable.name(own.get())
              + "', which is neither in ~/.aws/config nor in ~/.aws/credentials");
    }
    Optional<String> aws = settings.find(AccessSettings.AWS_PROFILE);
    String name = own.or(() -> aws).orElse(DEFAULT);
    return new Profile(file, name, own);
  }

  private static ProfileFile read(Surroundings surroundings) throws SettingsException {
    try {
      return surroundings.profiles().get();
    } catch (IllegalArgumentException e) {
      // Its message may show a line, and so a secret.
      throw new SettingsException(
          "~/.aws", "has a config or credentials file that is not understood: mend it");
    }
  }

  ProfileFile file() {
    return file;
  }

  String name() {
    return name;
  }

  /** Whether our own setting names it, and so it is not only a last resort. */
  boolean isAskedFor() {
    return own.isPresent();
  }

  Optional<String> property(String key) {
    return file.profile(name).flatMap(profile -> profile.property(key));
  }
}
