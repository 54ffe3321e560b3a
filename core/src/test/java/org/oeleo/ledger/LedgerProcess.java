package org.oeleo.ledger;

import java.nio.file.Path;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;

/** What the tests run in a process of its own. */
final class LedgerProcess {
  private static final int GROUP = 200;

  private LedgerProcess() {}

  /** {@code hold LEDGER} until standard input ends, {@code write LEDGER} until it is killed. */
  public static void main(String[] arguments) throws Exception {
    Path ledger = Path.of(arguments[1]);
    try (Bookkeeper bookkeeper = Samples.open(ledger, Access.RUN)) {
      System.out.println("open");
      if (arguments[0].equals("hold")) {
        System.out.println("read " + System.in.read());
        return;
      }
      for (int number = 0; ; number++) {
        bookkeeper.record(Samples.group(number, GROUP));
        System.out.println("group " + number);
      }
    }
  }
}
