package org.oeleo.sharepoint.access;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Credentials;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.TrustedAuthorities;
import org.oeleo.spi.WebProxy;

/**
 * The one HTTP client by which everything goes: calls of Graph, bytes of files, logins. It follows
 * no redirect, repeats nothing, and gives up on a peer that is silent. Safe for many threads.
 */
final class Wire implements AutoCloseable {
  /** More than the engine has threads; each keeps a connection of its own. */
  private static final int IDLE_CONNECTIONS = 64;

  /** Shorter than services and what is on the way keep a silent connection. */
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(20);

  /** As Microsoft asks for, see "Decorate your HTTP traffic" in the guide on throttling. */
  private static final String USER_AGENT = "NONISV|oeleo|oeleo/"
      + Optional.ofNullable(Wire.class.getPackage().getImplementationVersion()).orElse("0");

  private final Set<Call> open = ConcurrentHashMap.newKeySet();
  private final OkHttpClient client;
  private volatile boolean closed;

  private Wire(OkHttpClient.Builder builder) {
    this.client =
        builder.addInterceptor(this::begin).eventListener(new Register(open)).build();
  }

  static Wire of(Settings settings) throws SettingsException {
    Duration silence = settings.get(AccessSettings.TIMEOUT);
    OkHttpClient.Builder builder = new OkHttpClient.Builder()
        .connectTimeout(settings.get(AccessSettings.CONNECT_TIMEOUT))
        .readTimeout(silence)
        .writeTimeout(silence)
        .followRedirects(false)
        .followSslRedirects(false)
        // The engine repeats, and knows what is worth it.
        .retryOnConnectionFailure(false)
        // One connection for each file under way: none waits for the window of another.
        .protocols(List.of(Protocol.HTTP_1_1))
        .connectionPool(
            new ConnectionPool(IDLE_CONNECTIONS, LONGEST_IDLE.toSeconds(), TimeUnit.SECONDS));
    trust(builder, settings);
    Optional<WebProxy> proxy = WebProxy.of(settings, "https");
    builder.proxySelector(new Way(proxy));
    proxy
        .flatMap(WebProxy::login)
        .ifPresent(
            login -> builder.proxyAuthenticator((route, response) -> answer(response, login)));
    return new Wire(builder);
  }

  private static void trust(OkHttpClient.Builder builder, Settings settings)
      throws SettingsException {
    Optional<Path> file = settings.find(AccessSettings.CA_BUNDLE);
    if (file.isEmpty()) {
      return;
    }
    X509TrustManager authorities = TrustedAuthorities.of(
        file.get(),
        settings.origin(AccessSettings.CA_BUNDLE).orElse(AccessSettings.CA_BUNDLE.variable()));
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {authorities}, new SecureRandom());
      builder.sslSocketFactory(context.getSocketFactory(), authorities);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  private static @Nullable Request answer(Response asked, WebProxy.Login login) {
    String credentials = Credentials.basic(login.user(), login.password().reveal());
    // What asks inside of the tunnel is not the proxy.
    boolean refused = !asked.request().method().equals("CONNECT")
        || credentials.equals(asked.request().header("Proxy-Authorization"));
    return refused
        ? null
        : asked
            .request()
            .newBuilder()
            .header("Proxy-Authorization", credentials)
            .build();
  }

  /** For bytes on their way, which need no token, and for logins. */
  OkHttpClient client() {
    return client;
  }

  private Response begin(Interceptor.Chain chain) throws IOException {
    if (closed) {
      throw new ClosedException();
    }
    return chain.proceed(
        chain.request().newBuilder().header("User-Agent", USER_AGENT).build());
  }

  /** Frees whoever is stuck in a call or reads what one gave. */
  @Override
  public void close() {
    closed = true;
    open.forEach(Call::cancel);
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  /** The connector was closed. */
  static final class ClosedException extends IOException {
    private static final long serialVersionUID = 1L;

    ClosedException() {
      super("the connector is closed");
    }
  }

  /** Knows the calls under way, also those whose answers are still being read. */
  private static final class Register extends EventListener {
    private final Set<Call> open;

    Register(Set<Call> open) {
      this.open = open;
    }

    @Override
    public void callStart(Call call) {
      open.add(call);
    }

    @Override
    public void callEnd(Call call) {
      open.remove(call);
    }

    @Override
    public void callFailed(Call call, IOException failure) {
      open.remove(call);
    }
  }

  /** By the proxy or straight; what Java itself is told of proxies does not count. */
  private static final class Way extends ProxySelector {
    private final Optional<WebProxy> proxy;

    Way(Optional<WebProxy> proxy) {
      this.proxy = proxy;
    }

    @Override
    public List<Proxy> select(URI uri) {
      return List.of(proxy
          .filter(way -> way.serves(uri.getHost()))
          .map(way -> new Proxy(
              Proxy.Type.HTTP,
              InetSocketAddress.createUnresolved(way.address().getHost(), way.port())))
          .orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
      // Whoever called is told.
    }
  }
}
