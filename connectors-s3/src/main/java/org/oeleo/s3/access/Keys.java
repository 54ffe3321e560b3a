package org.oeleo.s3.access;

import java.util.Optional;
import org.oeleo.settings.SettingsException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * An access key and its secret, as far as one source knows them. Immutable; neither is ever shown.
 *
 * @param token what goes with keys that are valid for a while only
 */
record Keys(Half access, Half secret, Optional<String> token) {
  /**
   * One of the two.
   *
   * @param name how it is set
   * @param value the text, and where it came from
   */
  record Half(String name, Optional<Found> value) {}

  /**
   * A value and where it came from.
   *
   * @param origin for a person
   */
  record Found(String text, String origin) {
    /** Without the value. */
    @Override
    public String toString() {
      return origin;
    }
  }

  /**
   * Both, or neither.
   *
   * @throws SettingsException if there is one without the other
   */
  Optional<AwsCredentials> complete() throws SettingsException {
    if (access.value.isPresent() && secret.value.isPresent()) {
      return Optional.of(credentials(access.value.get().text, secret.value.get().text));
    }
    if (access.value.isPresent()) {
      throw half(secret, "the access key", access.value.get());
    }
    if (secret.value.isPresent()) {
      throw half(access, "the secret", secret.value.get());
    }
    return Optional.empty();
  }

  private AwsCredentials credentials(String accessKey, String secretKey) {
    return token.isPresent()
        ? AwsSessionCredentials.create(accessKey, secretKey, token.get())
        : AwsBasicCredentials.create(accessKey, secretKey);
  }

  private static SettingsException half(Half missing, String what, Found other) {
    return new SettingsException(
        missing.name,
        "is missing, while " + what + " comes from " + other.origin
            + ": set both in one place, or neither");
  }

  /** Without the values. */
  @Override
  public String toString() {
    return access.name + " and " + secret.name;
  }
}
