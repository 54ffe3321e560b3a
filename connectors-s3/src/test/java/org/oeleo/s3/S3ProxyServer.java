package org.oeleo.s3;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/** S3Proxy in this process, on the loopback only, with its objects in memory. */
final class S3ProxyServer implements AutoCloseable {
  private static final String ACCESS_KEY = "proxy-key";
  private static final String SECRET_KEY = "proxy-secret";

  private final S3Proxy proxy;

  private S3ProxyServer(S3Proxy proxy) {
    this.proxy = proxy;
  }

  static S3ProxyServer start() throws IOException {
    S3Proxy proxy = S3Proxy.builder()
        .blobStore(BlobStores.create("transient", new Properties()))
        .endpoint(URI.create("http://127.0.0.1:0"))
        .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
        .ignoreUnknownHeaders(true)
        .build();
    try {
      proxy.start();
    } catch (Exception e) {
      throw new IOException("S3Proxy did not start", e);
    }
    return new S3ProxyServer(proxy);
  }

  /** The settings of oeleo that reach it. */
  Map<String, String> settings() {
    return Map.of(
        "OELEO_ENDPOINT", "http://127.0.0.1:" + proxy.getPort(),
        "OELEO_ACCESS_KEY", ACCESS_KEY,
        "OELEO_SECRET_KEY", SECRET_KEY);
  }

  @Override
  public void close() throws IOException {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new IOException("S3Proxy did not stop", e);
    }
  }
}
