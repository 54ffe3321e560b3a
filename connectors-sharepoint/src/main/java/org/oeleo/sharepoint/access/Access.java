package org.oeleo.sharepoint.access;

import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.authentication.BaseBearerTokenAuthenticationProvider;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Printable;

/**
 * An open way to Microsoft Graph. Asks nobody before its first call. Safe for many threads; whoever
 * opened it closes it.
 */
public final class Access implements AutoCloseable {
  private final Address address;
  private final Cloud cloud;
  private final Wire wire;
  private final Login login;
  private final Tokens tokens;
  private final OkHttpClient authorized;
  private final GraphServiceClient graph;

  private Access(Address address, Cloud cloud, Wire wire, Login login) {
    this.address = address;
    this.cloud = cloud;
    this.wire = wire;
    this.login = login;
    this.tokens = new Tokens(login, cloud, Clock.systemUTC());
    this.authorized = wire.client().newBuilder().authenticator(tokens).build();
    this.graph = new GraphServiceClient(new BaseGraphRequestAdapter(
        new BaseBearerTokenAuthenticationProvider(tokens), service(), authorized));
  }

  /** Every setting this reads, declared once. */
  public static List<Setting<?>> settings() {
    return AccessSettings.ALL;
  }

  /**
   * Opens a way to the library that root and settings name; asks nobody yet.
   *
   * @throws ConnectorException REJECTED if settings or root are wrong
   */
  public static Access open(String root, Settings settings) throws IOException {
    try {
      Address address = Address.parse(root, settings);
      Cloud cloud = Cloud.of(settings);
      Wire wire = Wire.of(settings);
      return new Access(address, cloud, wire, Login.of(settings, cloud, wire));
    } catch (SettingsException e) {
      throw ConnectorException.of(e);
    }
  }

  /**
   * Has a person sign in, where one is to; {@code tell} gets what that person has to read.
   *
   * @return who it was; empty where no person signs in
   * @throws ConnectorException AUTHENTICATION if nobody did
   */
  public static Optional<String> signIn(Settings settings, Consumer<String> tell)
      throws IOException {
    try {
      if (settings.get(AccessSettings.SIGN_IN) != SignIn.DEVICE_CODE) {
        return Optional.empty();
      }
      Cloud cloud = Cloud.of(settings);
      try (Wire wire = Wire.of(settings)) {
        return Optional.of(Login.person(settings, cloud, wire).signIn(Tokens.scope(cloud), tell));
      }
    } catch (SettingsException e) {
      throw ConnectorException.of(e);
    } catch (RuntimeException e) {
      throw Failures.of(e, cloudName(settings));
    }
  }

  private static String cloudName(Settings settings) {
    try {
      return Cloud.of(settings).authority().getHost();
    } catch (SettingsException e) {
      return "Microsoft Entra";
    }
  }

  /** Where the library is. */
  public Address address() {
    return address;
  }

  /** For the calls of Graph; throws what the SDK throws. */
  public GraphServiceClient graph() {
    return graph;
  }

  /** The address below which Graph is, with its version and no slash at the end. */
  public String service() {
    return cloud.graph() + "/v1.0";
  }

  /** For calls of Graph that carry the bytes of a file, with a token. */
  public OkHttpClient authorized() {
    return authorized;
  }

  /** The same request with the token that Graph asks for; to Graph only. */
  public Request withToken(Request request) {
    if (!request.url().host().equalsIgnoreCase(cloud.graph().getHost())) {
      throw new IllegalArgumentException("no token for " + request.url().host());
    }
    return request
        .newBuilder()
        .header("Authorization", "Bearer " + tokens.current())
        .build();
  }

  /** For addresses that are secrets themselves; never sends a token. */
  public OkHttpClient anonymous() {
    return wire.client();
  }

  /** Whether an address is Graph's own. */
  public boolean isGraphs(String url) {
    HttpUrl address = HttpUrl.parse(url);
    HttpUrl graph = HttpUrl.get(cloud.graph());
    return address != null
        && graph != null
        && address.isHttps()
        && address.host().equals(graph.host())
        && address.port() == graph.port();
  }

  /** How we prove who we are, for a person. */
  public String manner() {
    return login.manner().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Whether that is by a client secret, which ends some day. */
  public boolean provesItselfBySecret() {
    return login.manner() == SignIn.SECRET;
  }

  /** The application id of the app registration. */
  public String clientId() {
    return login.clientId();
  }

  /** What of the way we prove who we are could be better kept, for a person. */
  public Optional<String> exposure() {
    return login
        .certificate()
        .filter(Certificate::isOpenToOthers)
        .map(certificate -> Printable.name(certificate.file())
            + " holds a private key and can be read by others: chmod 600 it");
  }

  /** When the certificate by which we prove who we are ends, if it is one. */
  public Optional<Instant> certificateEnds() {
    return login.certificate().map(Certificate::ends);
  }

  @Override
  public void close() {
    wire.close();
  }

  /** Where it leads, without who we are. */
  @Override
  public String toString() {
    return address.toString();
  }
}
