package org.oeleo.s3;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.oeleo.testkit.ConnectorContract;
import org.oeleo.testkit.TestedStore;

/** The contract, against S3Proxy, which checks signatures and knows less than others. */
class S3ProxyContractTest extends ConnectorContract {
  private static S3ProxyServer server;

  @BeforeAll
  static void start() throws IOException {
    server = S3ProxyServer.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Override
  protected TestedStore newStore() throws IOException {
    return new BucketBySettings(server.settings());
  }
}
