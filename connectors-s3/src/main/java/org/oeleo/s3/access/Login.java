package org.oeleo.s3.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oeleo.settings.Secret;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;

/** Who we are to the store: the first source that knows wins. One thread, one use. */
final class Login {
  private final Settings settings;
  private final SeedFiles files;
  private final Profile profile;

  Login(Settings settings, SeedFiles files, Profile profile) {
    this.settings = settings;
    this.files = files;
    this.profile = profile;
  }

  /**
   * Looks at settings and files; what AWS's own chain finds is looked for later.
   *
   * @throws SettingsException if a source knows half of a pair
   */
  AwsCredentialsProvider provider() throws SettingsException {
    Optional<AwsCredentials> own = own().complete();
    if (own.isPresent()) {
      return StaticCredentialsProvider.create(own.get());
    }
    if (profile.isAskedFor()) {
      return profileProvider();
    }
    Optional<AwsCredentials> seed = seed().complete();
    if (seed.isPresent()) {
      return StaticCredentialsProvider.create(seed.get());
    }
    Optional<AwsCredentials> aws = aws().complete();
    return aws.isPresent() ? StaticCredentialsProvider.create(aws.get()) : chain();
  }

  private Keys own() throws SettingsException {
    return new Keys(
        half(AccessSettings.ACCESS_KEY),
        half(AccessSettings.SECRET_KEY),
        settings.find(AccessSettings.SESSION_TOKEN).map(Secret::reveal));
  }

  private Keys seed() throws SettingsException {
    return new Keys(
        half(AccessSettings.S3_ACCESS_KEY, SeedFile.ACCESS_KEY),
        half(AccessSettings.S3_SECRET_KEY, SeedFile.SECRET_KEY),
        Optional.empty());
  }

  private Keys aws() throws SettingsException {
    return new Keys(
        half(AccessSettings.AWS_ACCESS_KEY_ID),
        half(AccessSettings.AWS_SECRET_ACCESS_KEY),
        settings.find(AccessSettings.AWS_SESSION_TOKEN).map(Secret::reveal));
  }

  private Keys.Half half(Setting<Secret> setting, String key) throws SettingsException {
    Keys.Half set = half(setting);
    String name = setting.variable() + ", or " + key + " in " + SeedFile.NAME + ",";
    return new Keys.Half(name, set.value().or(() -> files.find(key)));
  }

  private Keys.Half half(Setting<Secret> setting) throws SettingsException {
    Optional<Secret> value = settings.find(setting);
    if (value.isEmpty()) {
      return new Keys.Half(setting.variable(), Optional.empty());
    }
    String origin = settings.origin(setting).orElse(setting.variable());
    return new Keys.Half(
        setting.variable(), Optional.of(new Keys.Found(value.get().reveal(), origin)));
  }

  /** As AWS's default chain, but without the machine's metadata unless it is asked for. */
  private AwsCredentialsProvider chain() throws SettingsException {
    List<AwsCredentialsProvider> chain = new ArrayList<>(List.of(
        SystemPropertyCredentialsProvider.create(),
        EnvironmentVariableCredentialsProvider.create(),
        WebIdentityTokenFileCredentialsProvider.create(),
        profileProvider(),
        ContainerCredentialsProvider.builder().build()));
    if (settings.get(AccessSettings.INSTANCE_METADATA)) {
      chain.add(InstanceProfileCredentialsProvider.create());
    }
    return AwsCredentialsProviderChain.builder().credentialsProviders(chain).build();
  }

  private AwsCredentialsProvider profileProvider() {
    return ProfileCredentialsProvider.builder()
        .profileFile(profile::file)
        .profileName(profile.name())
        .build();
  }
}
