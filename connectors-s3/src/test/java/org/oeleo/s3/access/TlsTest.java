package org.oeleo.s3.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.settings.Settings;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Whom we trust: against a server with a certificate that nobody but a file vouches for. */
class TlsTest {
  @TempDir
  Path place;

  private HttpsServer server;

  @BeforeEach
  void start() throws Exception {
    Path store = place.resolve("server.p12");
    keytool(
        "-genkeypair",
        "-alias",
        "server",
        "-keyalg",
        "EC",
        "-dname",
        "CN=store",
        "-ext",
        "SAN=ip:127.0.0.1",
        "-validity",
        "30",
        "-keystore",
        store.toString());
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "server",
        "-keystore",
        store.toString(),
        "-file",
        bundle().toString());
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
    server.createContext("/", exchange -> {
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
    });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Path bundle() {
    return place.resolve("bundle.pem");
  }

  private static void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storepass", "changeit"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static SSLContext context(Path file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream input = Files.newInputStream(file)) {
      store.load(input, "changeit".toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private void ask(String host, Map<String, String> more) throws Exception {
    Map<String, String> variables = new HashMap<>(more);
    variables.put(
        "OELEO_ENDPOINT", "https://" + host + ":" + server.getAddress().getPort());
    variables.put("OELEO_ACCESS_KEY", "key");
    variables.put("OELEO_SECRET_KEY", "secret");
    try (Access access =
        Access.open("s3://bucket", Settings.of(variables), Folders.in(place).surroundings())) {
      access.client().headBucket(request -> request.bucket("bucket"));
    }
  }

  @Test
  void a_server_that_nobody_vouches_for_is_refused() {
    assertThatThrownBy(() -> ask("127.0.0.1", Map.of()))
        .isInstanceOf(SdkClientException.class)
        .hasCauseInstanceOf(SSLException.class);
  }

  @Test
  void a_file_may_vouch_for_it_by_either_name() throws Exception {
    ask("127.0.0.1", Map.of("OELEO_CA_BUNDLE", bundle().toString()));
    ask("127.0.0.1", Map.of("AWS_CA_BUNDLE", bundle().toString()));
  }

  @Test
  void a_server_of_another_name_is_refused_all_the_same() {
    assertThatThrownBy(() -> ask("localhost", Map.of("OELEO_CA_BUNDLE", bundle().toString())))
        .isInstanceOf(SdkClientException.class)
        .hasCauseInstanceOf(SSLException.class);
  }

  @Test
  void a_file_without_certificates_is_a_wrong_setting() throws Exception {
    Files.writeString(bundle(), "-----BEGIN NOTHING-----\n");

    assertThatThrownBy(() -> ask("127.0.0.1", Map.of("AWS_CA_BUNDLE", bundle().toString())))
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REJECTED))
        .hasMessageContaining("AWS_CA_BUNDLE in program names " + bundle())
        .hasMessageContaining("it must be a PEM file");
  }
}
