package org.oeleo.cli;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.Code;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.Pending;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists rows. */
@Command(
    name = "ls",
    description = "Lists what the ledger remembers, by path.",
    mixinStandardHelpOptions = true)
final class LedgerListCommand implements Callable<Integer> {
  /** Which rows. */
  private static final class Which {
    @Option(names = "--failed", description = "Only files that failed.")
    private boolean failed;

    @Option(names = "--locked", description = "Only locked files.")
    private boolean locked;

    @Option(names = "--forced", description = "Only files that the next run copies in any case.")
    private boolean forced;

    @Option(names = "--pending", description = "Only transfers that were begun and not ended.")
    private boolean pending;
  }

  private final Session session;

  @Mixin
  private LedgerOptions options = new LedgerOptions();

  @ArgGroup
  private Which which = new Which();

  @Parameters(
      paramLabel = "PATTERN",
      arity = "0..1",
      description = "Only paths that match, such as '*.csv' or '/2024/**'.")
  private Optional<String> pattern = Optional.empty();

  LedgerListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws SettingsException, IOException, RefusedException {
    Predicate<RelativePath> wanted =
        pattern.isPresent() ? Row.matching(pattern.get()) : path -> true;
    return Ledger.each(session, options, Access.READ, (ledger, open) -> list(ledger, open, wanted));
  }

  private void list(Ledger ledger, Bookkeeper open, Predicate<RelativePath> wanted)
      throws LedgerException {
    ledger.head(session);
    if (which.pending) {
      open.pending().stream().filter(p -> wanted.test(p.path())).forEach(p -> print(ledger, p));
    } else {
      open.forEach(entry -> {
        if (wanted.test(entry.path()) && isWanted(entry)) {
          print(ledger, entry);
        }
      });
    }
  }

  private boolean isWanted(LedgerEntry entry) {
    return (!which.failed || entry.failure().isPresent())
        && (!which.locked || entry.code() == Code.LOCKED)
        && (!which.forced || entry.code() == Code.COPY);
  }

  private void print(Ledger ledger, LedgerEntry entry) {
    if (session.isJson()) {
      session.out().println(Json.of(ledger.labelled(Row.fields(entry))));
    } else {
      session.out().println(Row.line(entry));
    }
  }

  /** Without the token, which may be secret. */
  private void print(Ledger ledger, Pending pending) {
    session
        .out()
        .println(
            session.isJson()
                ? Json.of(ledger.labelled(
                    Map.of("state", "pending", "path", pending.path(), "aside", pending.aside())))
                : "pending  " + Printable.name(pending.path()) + "  as "
                    + Printable.name(pending.aside()));
  }
}
