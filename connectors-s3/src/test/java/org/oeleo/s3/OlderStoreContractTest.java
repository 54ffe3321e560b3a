package org.oeleo.s3;

import org.oeleo.s3.access.Checksums;

/** The contract, against a store to which only the older checksums are sent. */
class OlderStoreContractTest extends MockContract {
  OlderStoreContractTest() {
    super(Checksums.WHEN_REQUIRED);
  }
}
