package org.oeleo.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.oeleo.event.Event;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.Connector;
import org.oeleo.spi.Side;

/** The destinations of one source, as far as they are open; closes those it opened. */
final class Holders implements AutoCloseable {
  private final Stage stage;
  private final Ends first;
  private final List<Holder> all = new ArrayList<>();
  private final List<Bookkeeper> ledgers = new ArrayList<>();

  /** Somebody may want to free those who are stuck in one of them, from any thread. */
  private final List<Connector> connectors = new CopyOnWriteArrayList<>();

  /** All have the source of {@code first}. */
  Holders(Stage stage, Ends first) {
    this.stage = stage;
    this.first = first;
  }

  /** One that somebody else closes. */
  void add(Holder holder) {
    all.add(holder);
  }

  void open(Job job) throws IOException {
    Side to = first.destinationSide();
    Bookkeeper ledger = job.route().ledger().open(Access.RUN);
    ledgers.add(ledger);
    Connector destination = SideException.on(to, () -> job.route().to().open());
    connectors.add(destination);
    all.add(new Holder(job, ledger, new Ends(first.source(), destination, first.sourceSide())));
  }

  List<Holder> all() {
    return all;
  }

  /** Frees whoever is stuck in a call. */
  void closeConnectors() throws IOException {
    first.close();
    for (Connector connector : connectors) {
      connector.close();
    }
  }

  @Override
  public void close() throws IOException {
    for (Connector connector : connectors) {
      try {
        connector.close();
      } catch (IOException e) {
        stage
            .broadcast()
            .send(new Event.Warned("a connection was not closed properly: " + e.getMessage()));
      }
    }
    for (Bookkeeper ledger : ledgers) {
      ledger.close();
    }
  }
}
