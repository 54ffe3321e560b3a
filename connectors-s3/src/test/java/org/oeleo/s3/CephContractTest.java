package org.oeleo.s3;

import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.oeleo.testkit.ConnectorContract;
import org.oeleo.testkit.TestedStore;
import org.oeleo.testkit.server.WithCeph;

/** The contract, against a real object store. */
class CephContractTest extends ConnectorContract {
  @RegisterExtension
  static final WithCeph CEPH = new WithCeph();

  @Override
  protected TestedStore newStore() throws IOException {
    return new BucketBySettings(CEPH.settings());
  }
}
