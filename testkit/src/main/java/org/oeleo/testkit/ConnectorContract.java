package org.oeleo.testkit;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;

/**
 * Everything a connector owes the engine, as tests. Extend it, say in {@link #newStore} what to
 * test against, and each check of the parts runs against a new empty store. Which checks apply
 * follows from {@link Connector#capabilities()}: a promise is tested to be kept, what is not
 * promised is tested to be refused, and a skipped check says why.
 *
 * <pre>{@code
 * class FtpConnectorContractTest extends ConnectorContract {
 *   @Override
 *   protected TestedStore newStore() throws IOException {
 *     return new FtpFolder(server.newFolder());
 *   }
 * }
 * }</pre>
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class ConnectorContract
    implements LifeContract,
        ListingContract,
        ReadingContract,
        WritingContract,
        ResumingContract,
        MovingContract,
        ChecksumContract,
        ConditionsContract,
        DeletingContract,
        NamesContract {
  private record Opened(TestedStore store, Connector connector) {}

  private final java.util.ArrayDeque<Opened> opened = new java.util.ArrayDeque<>();

  /** Makes an empty store; the contract closes it after the test. */
  protected abstract TestedStore newStore() throws IOException;

  @BeforeEach
  void openConnector() throws IOException {
    TestedStore store = newStore();
    opened.push(new Opened(store, store.open()));
    if (promises(Capability.WRITE_ONLY)) {
      throw new IllegalStateException("of this connector nothing can be looked at: extend "
          + WriteOnlyContract.class.getSimpleName());
    }
  }

  @AfterEach
  void closeConnector() throws IOException {
    Opened last = opened.pop();
    last.connector.close();
    last.store.close();
  }

  @Override
  public final TestedStore store() {
    return opened.element().store;
  }

  @Override
  public final Connector connector() {
    return opened.element().connector;
  }
}
