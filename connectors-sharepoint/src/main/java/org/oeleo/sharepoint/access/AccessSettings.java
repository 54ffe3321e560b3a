package org.oeleo.sharepoint.access;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.oeleo.settings.Secret;
import org.oeleo.settings.Setting;
import org.oeleo.spi.WebProxy;

/** The settings that say where the library is and who we are to it. */
final class AccessSettings {
  static final Setting<String> SITE_URL = Setting.text(
          "SHAREPOINT_URL",
          "Where the site is: https, host and, unless OELEO_SHAREPOINT_SITENAME says it, the site's"
              + " path.")
      .example("https://tenant.sharepoint.com/sites/Lab");

  static final Setting<String> SITE_NAME = Setting.text(
          "SHAREPOINT_SITENAME", "The site's name as its address has it, or its path (teams/Lab).")
      .example("Lab");

  static final Setting<String> LIBRARY = Setting.text(
          "SHAREPOINT_DOC_LIBRARY",
          "The document library by its name or as addresses have it; the site's default library if"
              + " not set.")
      .example("Documents");

  static final Setting<String> USERNAME = Setting.text(
          "SHAREPOINT_USERNAME",
          "Whose sign-in is expected where a person signs in (device-code); else OELEO_USERNAME.")
      .alias("OELEO_USERNAME")
      .example("operator@example.org");

  static final Setting<SignIn> SIGN_IN = Setting.choice(
          "SIGN_IN",
          "How we prove who we are: by certificate, secret or workload identity, whichever is"
              + " configured (auto); or by a person (device-code), see oeleo login.",
          SignIn.class)
      .orElse(SignIn.AUTO);

  static final Setting<String> TENANT = Setting.of(
          "TENANT_ID",
          "The organisation in Microsoft Entra, by id or by one of its domains.",
          "letters, digits, - and .",
          AccessSettings::tenant)
      .alias("AZURE_TENANT_ID");

  static final Setting<String> CLIENT_ID = Setting.text(
          "CLIENT_ID", "The application (client) id of the app registration.")
      .alias("AZURE_CLIENT_ID");

  static final Setting<Path> CERTIFICATE = Setting.path(
          "CLIENT_CERTIFICATE_PATH",
          "A file with the certificate that the app registration knows, and its private key: PEM, or"
              + " PKCS#12 (.pfx).")
      .alias("AZURE_CLIENT_CERTIFICATE_PATH");

  static final Setting<Secret> CERTIFICATE_PASSWORD = Setting.secret(
          "CLIENT_CERTIFICATE_PASSWORD", "The password of the PKCS#12 file, if it has one.")
      .alias("AZURE_CLIENT_CERTIFICATE_PASSWORD");

  static final Setting<Secret> CLIENT_SECRET = Setting.secret(
          "CLIENT_SECRET", "A secret that the app registration knows; a certificate is better.")
      .alias("AZURE_CLIENT_SECRET");

  static final Setting<Path> FEDERATED_TOKEN = Setting.path(
          "FEDERATED_TOKEN_FILE",
          "The file in which the surroundings keep a token for us (workload identity).")
      .alias("AZURE_FEDERATED_TOKEN_FILE");

  static final Setting<Path> SIGN_IN_FILE = Setting.path(
      "SIGN_IN_FILE",
      "The file in which oeleo login keeps the sign-in of a person, which is a secret;"
          + " in ~/.oeleo, named by client id and user, if not set.");

  static final Setting<String> AUTHORITY = Setting.text(
          "AUTHORITY_HOST", "Where Microsoft Entra is; another host for national clouds.")
      .alias("AZURE_AUTHORITY_HOST")
      .orElse("https://login.microsoftonline.com/");

  static final Setting<String> GRAPH = Setting.text(
      "GRAPH_HOST",
      "Where Microsoft Graph is; by default that of the cloud in which OELEO_AUTHORITY_HOST is.");

  static final Setting<Path> CA_BUNDLE = Setting.path(
      "CA_BUNDLE", "A PEM file with the authorities that are trusted, in place of Java's own.");

  static final Setting<Duration> CONNECT_TIMEOUT = Setting.duration(
          "CONNECT_TIMEOUT", "How long connecting may take.")
      .orElse(Duration.ofSeconds(10));

  static final Setting<Duration> TIMEOUT = Setting.duration(
          "TIMEOUT", "How long the service may be silent before a request is given up.")
      .orElse(Duration.ofSeconds(60));

  /** Every one of them. */
  static final List<Setting<?>> ALL = Stream.concat(
          Stream.<Setting<?>>of(
              SITE_URL,
              SITE_NAME,
              LIBRARY,
              USERNAME,
              SIGN_IN,
              TENANT,
              CLIENT_ID,
              CERTIFICATE,
              CERTIFICATE_PASSWORD,
              CLIENT_SECRET,
              FEDERATED_TOKEN,
              SIGN_IN_FILE,
              AUTHORITY,
              GRAPH,
              CA_BUNDLE,
              CONNECT_TIMEOUT,
              TIMEOUT),
          WebProxy.SETTINGS.stream())
      .toList();

  private AccessSettings() {}

  /** It becomes part of an address. */
  private static String tenant(String text) {
    if (!text.matches("[A-Za-z0-9.-]{1,253}")) {
      throw new IllegalArgumentException("is no tenant id and no domain");
    }
    return text;
  }
}
