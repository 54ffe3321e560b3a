package org.oeleo.sharepoint.access;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.okhttp.OkHttpAsyncHttpClientBuilder;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.identity.AadCredentialBuilderBase;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.oeleo.settings.Secret;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;

/**
 * Who we are to Microsoft Entra, as configured. Immutable.
 *
 * @param manner how it is proven; never AUTO
 * @param clientId of the app registration
 * @param certificate if it is proven by one
 * @param credentials makes new ones
 * @param renewing makes new ones that begin with a new token, because that of others is refused
 */
record Login(
    SignIn manner,
    String clientId,
    Optional<Certificate> certificate,
    Supplier<TokenCredential> credentials,
    Supplier<TokenCredential> renewing) {
  /** New credentials know no token of others. */
  private Login(
      SignIn manner,
      String clientId,
      Optional<Certificate> certificate,
      Supplier<TokenCredential> credentials) {
    this(manner, clientId, certificate, credentials, credentials);
  }

  /**
   * What is configured; asks nobody yet.
   *
   * @throws SettingsException if something is missing or cannot be read
   */
  static Login of(Settings settings, Cloud cloud, Wire wire) throws SettingsException {
    SignIn manner = manner(settings);
    String clientId = require(settings, AccessSettings.CLIENT_ID);
    if (manner == SignIn.DEVICE_CODE) {
      Person person = person(settings, cloud, wire);
      return new Login(
          manner,
          clientId,
          Optional.empty(),
          () -> person.remembered(Person.Start.KEPT),
          () -> person.remembered(Person.Start.RENEWED));
    }
    Party party = new Party(require(settings, AccessSettings.TENANT), clientId, cloud, wire);
    return switch (manner) {
      case CERTIFICATE -> byCertificate(settings, party);
      case WORKLOAD -> byWorkload(settings, party);
      case SECRET -> bySecret(settings, party);
      case DEVICE_CODE, AUTO -> throw new IllegalStateException("not decided");
    };
  }

  /** Whoever signs in for us. */
  static Person person(Settings settings, Cloud cloud, Wire wire) throws SettingsException {
    String tenant = settings.find(AccessSettings.TENANT).orElse("organizations");
    String clientId = require(settings, AccessSettings.CLIENT_ID);
    return Person.of(settings, new Party(tenant, clientId, cloud, wire));
  }

  private static SignIn manner(Settings settings) throws SettingsException {
    SignIn asked = settings.get(AccessSettings.SIGN_IN);
    if (asked != SignIn.AUTO) {
      return asked;
    }
    if (settings.find(AccessSettings.CERTIFICATE).isPresent()) {
      return SignIn.CERTIFICATE;
    }
    if (settings.find(AccessSettings.CLIENT_SECRET).isPresent()) {
      return SignIn.SECRET;
    }
    if (settings.find(AccessSettings.FEDERATED_TOKEN).isPresent()) {
      return SignIn.WORKLOAD;
    }
    throw new SettingsException(
        AccessSettings.CERTIFICATE.variable(),
        "is required, or one of " + AccessSettings.CLIENT_SECRET + ", "
            + AccessSettings.FEDERATED_TOKEN + " and " + AccessSettings.SIGN_IN
            + "=device-code; user and password alone are no longer taken by SharePoint");
  }

  private static <T> T require(Settings settings, Setting<T> setting) throws SettingsException {
    return settings
        .find(setting)
        .orElseThrow(() -> new SettingsException(
            setting.variable(),
            "is required"
                + setting.aliases().stream()
                    .findFirst()
                    .map(alias -> ", or " + alias)
                    .orElse("")));
  }

  private static Login byCertificate(Settings settings, Party party) throws SettingsException {
    Path file = require(settings, AccessSettings.CERTIFICATE);
    Optional<Secret> password = settings.find(AccessSettings.CERTIFICATE_PASSWORD);
    Certificate certificate = Certificate.read(
        file,
        password,
        settings.origin(AccessSettings.CERTIFICATE).orElse(AccessSettings.CERTIFICATE.variable()));
    return new Login(SignIn.CERTIFICATE, party.clientId(), Optional.of(certificate), () -> {
      ClientCertificateCredentialBuilder builder =
          party.introduce(new ClientCertificateCredentialBuilder());
      return switch (certificate.form()) {
        case PEM -> builder.pemCertificate(file.toString()).build();
        case PKCS12 ->
          builder
              .pfxCertificate(file.toString())
              .clientCertificatePassword(password.map(Secret::reveal).orElse(""))
              .build();
      };
    });
  }

  private static Login bySecret(Settings settings, Party party) throws SettingsException {
    Secret secret = require(settings, AccessSettings.CLIENT_SECRET);
    return new Login(
        SignIn.SECRET,
        party.clientId(),
        Optional.empty(),
        () -> party
            .introduce(new ClientSecretCredentialBuilder())
            .clientSecret(secret.reveal())
            .build());
  }

  private static Login byWorkload(Settings settings, Party party) throws SettingsException {
    Path file = require(settings, AccessSettings.FEDERATED_TOKEN);
    return new Login(
        SignIn.WORKLOAD,
        party.clientId(),
        Optional.empty(),
        () -> party
            .introduce(new WorkloadIdentityCredentialBuilder())
            .tokenFilePath(file.toString())
            .build());
  }

  /** What every way of logging in has to know. */
  record Party(String tenant, String clientId, Cloud cloud, Wire wire) {
    <T extends AadCredentialBuilderBase<T>> T introduce(T builder) {
      OkHttpClient http = wire.client();
      Duration silence = Duration.ofMillis(http.readTimeoutMillis());
      // Those of the client it is given do not count.
      HttpClient client = new OkHttpAsyncHttpClientBuilder(http)
          .connectionTimeout(Duration.ofMillis(http.connectTimeoutMillis()))
          .writeTimeout(silence)
          .responseTimeout(silence)
          .readTimeout(silence)
          .build();
      T introduced = builder
          .tenantId(tenant)
          .clientId(clientId)
          .authorityHost(cloud.authority().toString())
          .httpClient(client)
          // The engine repeats, and knows what is worth it.
          .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ofSeconds(1))));
      return cloud.isMicrosofts() ? introduced : introduced.disableInstanceDiscovery();
    }
  }
}
