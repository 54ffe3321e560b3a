package org.oeleo.s3;

import java.net.URI;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.oeleo.s3.access.Checksums;
import org.oeleo.testkit.server.WithCeph;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

class CephLargeFilesTest extends LargeFiles {
  @RegisterExtension
  static final WithCeph CEPH = new WithCeph();

  CephLargeFilesTest() {
    super(Checksums.WHEN_REQUIRED);
  }

  @Override
  TestServer server() {
    return new TestServer(
        URI.create(CEPH.store().endpoint()),
        AwsBasicCredentials.create(CEPH.store().accessKey(), CEPH.store().secretKey()));
  }
}
