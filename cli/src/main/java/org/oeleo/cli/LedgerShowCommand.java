package org.oeleo.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.Failure;
import org.oeleo.spi.Fingerprint;
import org.oeleo.spi.LedgerChange.Transferred;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.Printable;
import org.oeleo.spi.Proof;
import org.oeleo.spi.RelativePath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one row and its history. */
@Command(
    name = "show",
    description = "Shows all that the ledger remembers of one file, with every transfer.",
    mixinStandardHelpOptions = true)
final class LedgerShowCommand implements Callable<Integer> {
  private final Session session;

  @Mixin
  private LedgerOptions options = new LedgerOptions();

  @Parameters(paramLabel = "PATH", description = "A path as oeleo ledger ls shows it.")
  private String text = "";

  LedgerShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws SettingsException, IOException, RefusedException {
    RelativePath path = LedgerOptions.paths(List.of(text)).get(0);
    return Ledger.each(session, options, Access.READ, (ledger, open) -> show(ledger, open, path));
  }

  private void show(Ledger ledger, Bookkeeper open, RelativePath path)
      throws LedgerException, RefusedException {
    List<Transferred> history = new ArrayList<>();
    Optional<LedgerEntry> row = Optional.ofNullable(open.find(List.of(path)).get(path))
        .filter(entry -> entry.path().equals(path));
    open.history(Optional.of(path), history::add);
    if (row.isEmpty() && history.isEmpty()) {
      throw new RefusedException("the ledger does not know " + text);
    }
    ledger.head(session);
    if (session.isJson()) {
      json(ledger, row, history);
    } else {
      row.ifPresentOrElse(this::show, () -> line("Row", "forgotten; only its history is left"));
      history.forEach(this::show);
    }
  }

  private void json(Ledger ledger, Optional<LedgerEntry> row, List<Transferred> history) {
    Map<String, Object> fields = new LinkedHashMap<>();
    row.ifPresent(entry -> fields.putAll(Row.fields(entry)));
    fields.put("history", history.stream().map(Fields::of).toList());
    session.out().println(Json.of(ledger.labelled(fields)));
  }

  private void show(LedgerEntry entry) {
    line("Path", entry.path());
    line("State", Row.state(entry) + " (code " + entry.code().number() + ")");
    line("Processed", entry.processed());
    entry.externalName().ifPresent(name -> line("Copy", name));
    entry.checksum().ifPresent(checksum -> line("Checksum", checksum));
    entry.local().ifPresent(print -> line("Local", text(print)));
    entry.external().ifPresent(print -> line("External", text(print)));
    entry.proof().ifPresent(proof -> line("Verified", text(proof)));
    entry.failure().ifPresent(failure -> line("Failed", text(failure)));
    if (entry.genuine()) {
      line("Origin", "written by the original oeleo");
    }
  }

  private static String text(Fingerprint print) {
    return print.size() + " bytes (" + Sizes.bytes(print.size()) + "), modified " + print.modified()
        + ", seen " + print.seen() + print.tag().map(tag -> ", tag " + tag).orElse("");
  }

  private static String text(Proof proof) {
    return ResultLine.proof(proof.method()) + " at " + proof.at();
  }

  private static String text(Failure failure) {
    return failure.reason() + " (" + Fields.word(failure.kind()) + ", in " + failure.runs()
        + " runs, last at " + failure.at() + ")";
  }

  private void show(Transferred sent) {
    line(
        "Transfer",
        sent.started() + "  " + sent.size() + " bytes in " + Sizes.time(sent.took()) + " to "
            + sent.externalName() + ", "
            + sent.checksum().map(Object::toString).orElse("not hashed")
            + ", verified: " + text(sent.proof()) + ", attempts " + sent.attempts());
  }

  private void line(String word, Object value) {
    session.out().println(String.format("%-10s ", word) + Printable.name(value));
  }
}
