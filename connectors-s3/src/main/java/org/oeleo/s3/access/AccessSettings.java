package org.oeleo.s3.access;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.oeleo.settings.Secret;
import org.oeleo.settings.Setting;
import org.oeleo.spi.WebProxy;

/** The settings that say where the store is and who we are to it. */
final class AccessSettings {
  static final Setting<String> ENDPOINT = Setting.text(
          "ENDPOINT", "Where the store is, if it is not AWS: http or https, host and port.")
      .example("https://s3.example.org");

  static final Setting<Secret> ACCESS_KEY = Setting.secret(
      "ACCESS_KEY",
      "Who we are to the store. Without this and OELEO_SECRET_KEY, the first that is there of:"
          + " OELEO_PROFILE; S3_ACCESS_KEY with .s3conf.yml; what the AWS tools use (AWS_"
          + " variables, profile, single sign-on, web identity, container).");

  static final Setting<Secret> SECRET_KEY =
      Setting.secret("SECRET_KEY", "The secret that goes with the access key.");

  static final Setting<Secret> SESSION_TOKEN =
      Setting.secret("SESSION_TOKEN", "What goes with keys that are valid for a while only.");

  static final Setting<String> REGION = Setting.of(
          "REGION",
          "The region of the bucket. Without it AWS_REGION, else that of the profile; other stores"
              + " than AWS mostly do not mind.",
          "letters, digits, - and _",
          AccessSettings::region)
      .example("eu-north-1");

  static final Setting<String> PROFILE =
      Setting.text("PROFILE", "Which profile of ~/.aws/config and ~/.aws/credentials is used.");

  static final Setting<Choice.PathStyle> PATH_STYLE = Setting.of(
          "PATH_STYLE",
          "Whether the bucket's name is in the path (yes), or before the name of the host (no)."
              + " Auto is no on AWS and yes elsewhere.",
          "one of auto, yes, no",
          text -> Choice.of(text, Choice.PathStyle.class))
      .printedBy(Choice::word)
      .orElse(Choice.PathStyle.AUTO);

  static final Setting<Choice.Sums> CHECKSUMS = Setting.of(
          "CHECKSUMS",
          "Whether the store knows the checksums that S3 has had since 2022. Auto is when_supported"
              + " on AWS and when_required elsewhere, because some stores refuse them; the AWS_"
              + " variables for it win over auto.",
          "one of auto, when_supported, when_required",
          text -> Choice.of(text, Choice.Sums.class))
      .printedBy(Choice::word)
      .orElse(Choice.Sums.AUTO);

  static final Setting<Boolean> INSTANCE_METADATA = Setting.yesNo(
          "INSTANCE_METADATA",
          "Whether the machine is asked for keys as a last resort, which works on EC2 and"
              + " elsewhere only costs time.")
      .orElse(false);

  static final Setting<Path> CA_BUNDLE = Setting.path(
      "CA_BUNDLE",
      "A PEM file with the authorities that are trusted, in place of Java's own; else"
          + " AWS_CA_BUNDLE.");

  static final Setting<Duration> CONNECT_TIMEOUT = Setting.duration(
          "CONNECT_TIMEOUT", "How long connecting may take.")
      .orElse(Duration.ofSeconds(10));

  static final Setting<Duration> TIMEOUT = Setting.duration(
          "TIMEOUT", "How long the store may be silent before a request is given up.")
      .orElse(Duration.ofSeconds(60));

  static final Setting<Secret> S3_ACCESS_KEY = Setting.secret(
          "S3_ACCESS_KEY",
          "As filecloudsync reads it; comes before aws_access_key_id in .s3conf.yml, in the current"
              + " folder or else in the home folder.")
      .unprefixed();

  static final Setting<Secret> S3_SECRET_KEY =
      Setting.secret("S3_SECRET_KEY", "The same for aws_secret_access_key.").unprefixed();

  static final Setting<String> S3_ENDPOINT =
      Setting.text("S3_ENDPOINT", "The same for endpoint_url.").unprefixed();

  static final Setting<Secret> AWS_ACCESS_KEY_ID =
      Setting.secret("AWS_ACCESS_KEY_ID", "As the AWS tools read it.").unprefixed();

  static final Setting<Secret> AWS_SECRET_ACCESS_KEY =
      Setting.secret("AWS_SECRET_ACCESS_KEY", "As the AWS tools read it.").unprefixed();

  static final Setting<Secret> AWS_SESSION_TOKEN =
      Setting.secret("AWS_SESSION_TOKEN", "As the AWS tools read it.").unprefixed();

  static final Setting<String> AWS_PROFILE =
      Setting.text("AWS_PROFILE", "As the AWS tools read it.").unprefixed();

  static final Setting<String> AWS_REGION = Setting.of(
          "AWS_REGION",
          "As the AWS tools read it.",
          "letters, digits, - and _",
          AccessSettings::region)
      .alias("AWS_DEFAULT_REGION")
      .unprefixed();

  static final Setting<String> AWS_ENDPOINT_URL = Setting.text(
          "AWS_ENDPOINT_URL_S3", "As the AWS tools read it.")
      .alias("AWS_ENDPOINT_URL")
      .unprefixed();

  static final Setting<Path> AWS_CA_BUNDLE =
      Setting.path("AWS_CA_BUNDLE", "As the AWS tools read it.").unprefixed();

  static final Setting<Checksums> AWS_REQUEST_CHECKSUM_CALCULATION =
      awsSums("AWS_REQUEST_CHECKSUM_CALCULATION");

  static final Setting<Checksums> AWS_RESPONSE_CHECKSUM_VALIDATION =
      awsSums("AWS_RESPONSE_CHECKSUM_VALIDATION");

  /** Every one of them. */
  static final List<Setting<?>> ALL = with(
      WebProxy.SETTINGS,
      ENDPOINT,
      ACCESS_KEY,
      SECRET_KEY,
      SESSION_TOKEN,
      REGION,
      PROFILE,
      PATH_STYLE,
      CHECKSUMS,
      INSTANCE_METADATA,
      CA_BUNDLE,
      CONNECT_TIMEOUT,
      TIMEOUT,
      S3_ACCESS_KEY,
      S3_SECRET_KEY,
      S3_ENDPOINT,
      AWS_ACCESS_KEY_ID,
      AWS_SECRET_ACCESS_KEY,
      AWS_SESSION_TOKEN,
      AWS_PROFILE,
      AWS_REGION,
      AWS_ENDPOINT_URL,
      AWS_CA_BUNDLE,
      AWS_REQUEST_CHECKSUM_CALCULATION,
      AWS_RESPONSE_CHECKSUM_VALIDATION);

  private AccessSettings() {}

  private static List<Setting<?>> with(List<Setting<?>> last, Setting<?>... first) {
    return Stream.concat(Stream.of(first), last.stream()).toList();
  }

  private static Setting<Checksums> awsSums(String name) {
    return Setting.of(
            name,
            "As the AWS tools read it.",
            "one of when_supported, when_required",
            text -> Choice.of(text, Checksums.class))
        .printedBy(Choice::word)
        .unprefixed();
  }

  /** It becomes part of a host's name. */
  private static String region(String text) {
    if (!text.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new IllegalArgumentException("is no region");
    }
    return text;
  }
}
