package org.oeleo.s3.access;

import java.util.Optional;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.ProfileProperty;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/**
 * Where the store is and what it understands. Immutable.
 *
 * @param server the store; empty for AWS, whose hosts follow from the region
 * @param region as requests are signed
 */
record Reach(Optional<Server> server, String region, Manner manner) {
  /** Stores that know no regions mostly expect this one. */
  private static final String USUAL_REGION = "us-east-1";

  /**
   * How buckets are named and bytes are summed.
   *
   * @param pathStyle never AUTO
   */
  record Manner(Choice.PathStyle pathStyle, Checksums request, Checksums response) {}

  /**
   * Puts together what is configured.
   *
   * @throws SettingsException if it leads nowhere
   */
  static Reach of(Settings settings, SeedFiles files, Profile profile) throws SettingsException {
    Optional<Server> server = server(settings, files, profile);
    boolean aws = server.map(Server::isAws).orElse(true);
    String region = region(settings, profile)
        .or(() -> aws ? Optional.empty() : Optional.of(USUAL_REGION))
        .orElseThrow(() -> new SettingsException(
            AccessSettings.REGION.variable(),
            "is required on AWS, or AWS_REGION, or a region in the profile; for another store set "
                + AccessSettings.ENDPOINT.variable()));
    Checksums auto = aws ? Checksums.WHEN_SUPPORTED : Checksums.WHEN_REQUIRED;
    return new Reach(
        server,
        region,
        new Manner(
            pathStyle(settings, aws ? Choice.PathStyle.NO : Choice.PathStyle.YES),
            checksums(settings, AccessSettings.AWS_REQUEST_CHECKSUM_CALCULATION).orElse(auto),
            checksums(settings, AccessSettings.AWS_RESPONSE_CHECKSUM_VALIDATION).orElse(auto)));
  }

  private static Optional<Server> server(Settings settings, SeedFiles files, Profile profile)
      throws SettingsException {
    Optional<Keys.Found> found = set(settings, AccessSettings.ENDPOINT);
    if (found.isEmpty()) {
      found = set(settings, AccessSettings.S3_ENDPOINT);
    }
    if (found.isEmpty()) {
      found = files.find(SeedFile.ENDPOINT);
    }
    if (found.isEmpty()) {
      found = set(settings, AccessSettings.AWS_ENDPOINT_URL);
    }
    if (found.isEmpty()) {
      found = profile
          .property(ProfileProperty.ENDPOINT_URL)
          .map(text -> new Keys.Found(text, ProfileProperty.ENDPOINT_URL + " of the profile"));
    }
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(Server.parse(found.get().text(), found.get().origin()));
  }

  private static Optional<Keys.Found> set(Settings settings, Setting<String> setting)
      throws SettingsException {
    String origin = settings.origin(setting).orElse(setting.variable());
    return settings.find(setting).map(text -> new Keys.Found(text, origin));
  }

  private static Optional<String> region(Settings settings, Profile profile)
      throws SettingsException {
    Optional<String> own = settings.find(AccessSettings.REGION);
    Optional<String> set = own.isPresent() ? own : settings.find(AccessSettings.AWS_REGION);
    return set.or(Reach::systemRegion).or(() -> profile.property(ProfileProperty.REGION));
  }

  /** As the AWS tools have it in Java: {@code aws.region}. */
  private static Optional<String> systemRegion() {
    try {
      return Optional.of(new SystemSettingsRegionProvider().getRegion().id());
    } catch (SdkException e) {
      return Optional.empty();
    }
  }

  private static Choice.PathStyle pathStyle(Settings settings, Choice.PathStyle auto)
      throws SettingsException {
    Choice.PathStyle set = settings.get(AccessSettings.PATH_STYLE);
    return set == Choice.PathStyle.AUTO ? auto : set;
  }

  private static Optional<Checksums> checksums(Settings settings, Setting<Checksums> aws)
      throws SettingsException {
    return switch (settings.get(AccessSettings.CHECKSUMS)) {
      case WHEN_SUPPORTED -> Optional.of(Checksums.WHEN_SUPPORTED);
      case WHEN_REQUIRED -> Optional.of(Checksums.WHEN_REQUIRED);
      case AUTO -> settings.find(aws);
    };
  }

  /** For a person. */
  @Override
  public String toString() {
    return server.map(Server::toString).orElse("AWS, region " + region);
  }
}
