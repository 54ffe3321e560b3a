package org.oeleo.s3;

import com.adobe.testing.s3mock.S3MockApplication;
import java.net.URI;
import java.util.Map;
import org.apache.catalina.connector.Connector;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** S3Mock in this process, on the loopback only. */
final class MockServer implements AutoCloseable {
  private final ConfigurableApplicationContext application;
  private final URI endpoint;

  private MockServer(ConfigurableApplicationContext application) {
    this.application = application;
    Environment environment = application.getEnvironment();
    this.endpoint = URI.create("http://127.0.0.1:" + environment.getProperty("local.server.port"));
  }

  /** S3Mock opens a second port, which would listen to everybody. */
  private static final class Loopback implements BeanPostProcessor {
    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
      if (bean instanceof Connector port) {
        port.setProperty("address", "127.0.0.1");
      }
      return bean;
    }
  }

  static MockServer start() {
    return new MockServer(new SpringApplicationBuilder(S3MockApplication.class, Loopback.class)
        .properties(Map.of(
            "server.address", "127.0.0.1",
            "server.port", "0",
            "server.ssl.enabled", "false",
            "http.port", "0",
            "logging.level.root", "OFF",
            "spring.main.banner-mode", "off",
            "spring.main.register-shutdown-hook", "false"))
        .run());
  }

  /** How it is reached. */
  TestServer reached() {
    return TestServer.open(endpoint);
  }

  @Override
  public void close() {
    application.close();
  }
}
