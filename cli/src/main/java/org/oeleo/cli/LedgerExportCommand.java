package org.oeleo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.LedgerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the ledger down for other programs. */
@Command(
    name = "export",
    description = "Writes all rows, or the history of all transfers, as CSV or JSON.",
    mixinStandardHelpOptions = true)
final class LedgerExportCommand implements Callable<Integer> {
  /** How it is written. */
  enum Format {
    CSV,
    JSON
  }

  private final Session session;

  @Mixin
  private LedgerOptions options = new LedgerOptions();

  @Option(names = "--format", required = true, description = "${COMPLETION-CANDIDATES}.")
  private Format format = Format.CSV;

  @Option(names = "--history", description = "Every transfer ever made instead of the rows.")
  private boolean history;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to; standard output if not given. Replaced only when complete.")
  private Optional<Path> output = Optional.empty();

  LedgerExportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws SettingsException, IOException, RefusedException {
    if (options.ledgers(session).size() > 1) {
      throw new RefusedException("there is a ledger for each destination: say which one by --to");
    }
    return Ledger.each(session, options, Access.READ, (ledger, open) -> export(open));
  }

  private void export(Bookkeeper ledger) throws IOException {
    if (output.isEmpty()) {
      write(ledger, session.out());
    } else {
      write(ledger, session.surroundings().directory().resolve(output.get()).toAbsolutePath());
    }
  }

  private void write(Bookkeeper ledger, Path file) throws IOException {
    Path aside = Files.createTempFile(file.getParent(), ".oeleo-export-", ".part");
    try {
      try (PrintWriter out = new PrintWriter(aside.toFile(), StandardCharsets.UTF_8)) {
        write(ledger, out);
      }
      Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private void write(Bookkeeper ledger, PrintWriter out) throws IOException {
    Table table = format == Format.CSV ? new Table.OfCsv(out) : new Table.OfJson(out);
    if (history) {
      table.begin(Table.HISTORY);
      ledger.history(Optional.empty(), sent -> table.row(Fields.of(sent)));
    } else {
      rows(ledger, table);
    }
    table.end();
    out.flush();
    if (out.checkError()) {
      throw new IOException("the export could not be written: no space, or nobody reads it");
    }
  }

  private static void rows(Bookkeeper ledger, Table table) throws LedgerException {
    table.begin(Table.ROWS);
    ledger.forEach(entry -> table.row(Row.fields(entry)));
  }
}
