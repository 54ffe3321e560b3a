package org.oeleo.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.LedgerChange;

/** What the tests run in a process of its own. */
final class LedgerProcess {
  static final int GROUP = 200;

  private LedgerProcess() {}

  /**
   * {@code hold LEDGER} until standard input ends; {@code write LEDGER n}: n groups, and then half
   * of another one, until it is killed.
   */
  public static void main(String[] arguments) throws Exception {
    Path ledger = Path.of(arguments[1]);
    try (Bookkeeper bookkeeper = Samples.open(ledger, Access.RUN)) {
      System.out.println("open");
      if (arguments[0].equals("hold")) {
        System.out.println("read " + System.in.read());
        return;
      }
      int groups = Integer.parseInt(arguments[2]);
      for (int number = 0; number < groups; number++) {
        bookkeeper.record(Samples.group(number, GROUP));
      }
      bookkeeper.record(stoppingHalfWay(Samples.group(groups, GROUP)));
    }
  }

  private static List<LedgerChange> stoppingHalfWay(List<LedgerChange> changes) {
    return new AbstractList<>() {
      @Override
      public LedgerChange get(int index) {
        if (index == GROUP / 2) {
          System.out.println("half");
          waitForEver();
        }
        return changes.get(index);
      }

      @Override
      public int size() {
        return changes.size();
      }
    };
  }

  private static void waitForEver() {
    try {
      System.in.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
