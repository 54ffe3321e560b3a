package org.oeleo.s3;

import org.oeleo.s3.access.Checksums;

/** The contract, against a store that knows the newer checksums. */
class NewerStoreContractTest extends MockContract {
  NewerStoreContractTest() {
    super(Checksums.WHEN_SUPPORTED);
  }
}
