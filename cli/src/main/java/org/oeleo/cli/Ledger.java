package org.oeleo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oeleo.LedgerLocation;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.LedgerLockedException;
import org.oeleo.spi.Printable;

/**
 * One ledger that a command is about.
 *
 * @param label whose it is, if there are several
 */
record Ledger(Optional<String> label, LedgerLocation location) {
  /** What is done with an open one. */
  @FunctionalInterface
  interface Task {
    /** Does it; the ledger is closed by others. */
    void with(Ledger ledger, Bookkeeper open) throws IOException, RefusedException;
  }

  /**
   * Opens each of them in turn. One that cannot be used keeps no command from the others: that is
   * said, and counts for the exit code. If there is only one, it is thrown.
   */
  static int each(Session session, LedgerOptions options, Access access, Task task)
      throws SettingsException, IOException, RefusedException {
    List<Ledger> ledgers = options.ledgers(session);
    int worst = ExitCode.OK;
    for (Ledger ledger : ledgers) {
      try (Bookkeeper open = ledger.open(access)) {
        task.with(ledger, open);
      } catch (LedgerException | RefusedException e) {
        if (ledgers.size() == 1) {
          throw e;
        }
        session.complain(ledger.prefix() + Optional.ofNullable(e.getMessage()).orElse(""));
        worst = Math.max(worst, code(e));
      }
    }
    session.out().flush();
    return worst;
  }

  private static int code(Exception failure) {
    if (failure instanceof RefusedException refused) {
      return refused.exitCode();
    }
    return failure instanceof LedgerLockedException ? ExitCode.LEDGER_LOCKED : ExitCode.FATAL;
  }

  /** Opens it; it must be there, and the caller closes it. */
  private Bookkeeper open(Access access) throws LedgerException, RefusedException {
    if (location.file().filter(file -> !Files.exists(file)).isPresent()) {
      throw new RefusedException("there is no ledger " + location.name() + " yet");
    }
    return location.open(access);
  }

  /** What stands before a line about it; empty if there is only one. */
  String prefix() {
    return label.map(text -> Printable.name(text) + ": ").orElse("");
  }

  /** Says whose the following lines are, if there are several. */
  void head(Session session) {
    if (!session.isJson()) {
      label.ifPresent(text -> session.out().println("# " + Printable.name(text)));
    }
  }

  /** The fields, and before them whose they are, if there are several. */
  Map<String, Object> labelled(Map<String, Object> fields) {
    Map<String, Object> all = new LinkedHashMap<>();
    label.ifPresent(text -> all.put("worker", text));
    all.putAll(fields);
    return all;
  }
}
