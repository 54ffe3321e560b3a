package org.oeleo.s3;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.oeleo.s3.access.Checksums;

@ParameterizedClass
@EnumSource(Checksums.class)
class MockLargeFilesTest extends LargeFiles {
  private static MockServer server;

  MockLargeFilesTest(Checksums checksums) {
    super(checksums);
  }

  @BeforeAll
  static void start() {
    server = MockServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  TestServer server() {
    return server.reached();
  }
}
