package org.oeleo.cli;

import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.Code;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.RelativePath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Changes rows: all of those asked for or, if one of them is not there, none. */
abstract sealed class LedgerChangeCommand implements Callable<Integer> {
  private static final int BATCH = 1000;

  private final Session session;
  private final String done;
  private final Function<RelativePath, LedgerChange> change;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Mixin
  private LedgerOptions options = new LedgerOptions();

  @Option(names = "--glob", description = "The arguments are patterns, such as '*.csv'.")
  private boolean glob;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Paths as oeleo ledger ls shows them.")
  private List<String> texts = List.of();

  private LedgerChangeCommand(
      Session session, String done, Function<RelativePath, LedgerChange> change) {
    this.session = session;
    this.done = done;
    this.change = change;
  }

  static LedgerChangeCommand lock(Session session) {
    return new Lock(session);
  }

  static LedgerChangeCommand unlock(Session session) {
    return new Unlock(session);
  }

  static LedgerChangeCommand forget(Session session) {
    return new Forget(session);
  }

  static LedgerChangeCommand retry(Session session) {
    return new Retry(session);
  }

  @Command(
      name = "lock",
      description = "Locks files: no run copies them, whatever happens to them.",
      mixinStandardHelpOptions = true)
  private static final class Lock extends LedgerChangeCommand {
    private Lock(Session session) {
      super(
          session,
          "locked",
          path ->
              new LedgerChange.Coded(path, Code.LOCKED, LocalDateTime.now(ZoneId.systemDefault())));
    }
  }

  @Command(
      name = "unlock",
      description = "Unlocks files: they are copied if they changed.",
      mixinStandardHelpOptions = true)
  private static final class Unlock extends LedgerChangeCommand {
    private Unlock(Session session) {
      super(
          session,
          "unlocked",
          path -> new LedgerChange.Coded(
              path, Code.COPY_IF_CHANGED, LocalDateTime.now(ZoneId.systemDefault())));
    }
  }

  @Command(
      name = "forget",
      description = "Removes rows: the next run treats the files as new. Their history stays.",
      mixinStandardHelpOptions = true)
  private static final class Forget extends LedgerChangeCommand {
    private Forget(Session session) {
      super(session, "forgotten", LedgerChange.Forgotten::new);
    }
  }

  @Command(
      name = "retry",
      description =
          "Forgives failures, so that the next run tries again; all of them without PATH.",
      mixinStandardHelpOptions = true)
  private static final class Retry extends LedgerChangeCommand {
    private Retry(Session session) {
      super(session, "to be tried again", LedgerChange.Forgiven::new);
    }

    @Override
    List<RelativePath> withoutArguments(Bookkeeper ledger) throws LedgerException {
      return all(ledger, entry -> entry.failure().isPresent());
    }
  }

  @Override
  public Integer call() throws SettingsException, IOException, RefusedException {
    return Ledger.each(session, options, Access.EDIT, this::change);
  }

  private void change(Ledger ledger, Bookkeeper open) throws LedgerException, RefusedException {
    List<RelativePath> paths = paths(open);
    for (int from = 0; from < paths.size(); from += BATCH) {
      int to = Math.min(paths.size(), from + BATCH);
      open.record(paths.subList(from, to).stream().map(change).toList());
    }
    if (session.isJson()) {
      Map<String, Object> fields = Map.of("change", done, "files", paths.size());
      session.out().println(Json.of(ledger.labelled(fields)));
    } else if (session.verbosity() != Session.Verbosity.QUIET) {
      session.out().println(ledger.prefix() + Sizes.files(paths.size()) + " " + done);
    }
  }

  private List<RelativePath> paths(Bookkeeper ledger) throws LedgerException, RefusedException {
    if (texts.isEmpty()) {
      return withoutArguments(ledger);
    }
    if (!glob) {
      return named(ledger, LedgerOptions.paths(texts));
    }
    List<RelativePath> paths = new ArrayList<>();
    for (String text : texts) {
      Predicate<RelativePath> wanted = Row.matching(text);
      List<RelativePath> matching = all(ledger, entry -> wanted.test(entry.path()));
      if (matching.isEmpty()) {
        throw new RefusedException(
            "nothing in the ledger matches " + text + "; nothing was changed");
      }
      paths.addAll(matching);
    }
    return paths.stream().distinct().toList();
  }

  /** What is meant when nothing is named; throws unless that has a meaning. */
  List<RelativePath> withoutArguments(Bookkeeper ledger) throws LedgerException {
    throw new ParameterException(spec.commandLine(), "PATH is missing: which files?");
  }

  private static List<RelativePath> named(Bookkeeper ledger, List<RelativePath> paths)
      throws LedgerException, RefusedException {
    for (int from = 0; from < paths.size(); from += BATCH) {
      List<RelativePath> some = paths.subList(from, Math.min(paths.size(), from + BATCH));
      Map<RelativePath, LedgerEntry> rows = ledger.find(some);
      for (RelativePath path : some) {
        LedgerEntry row = rows.get(path);
        if (row == null || !row.path().equals(path)) {
          throw new RefusedException("the ledger does not know " + path + "; nothing was changed");
        }
      }
    }
    return paths;
  }

  static List<RelativePath> all(Bookkeeper ledger, Predicate<LedgerEntry> wanted)
      throws LedgerException {
    List<RelativePath> paths = new ArrayList<>();
    ledger.forEach(entry -> {
      if (wanted.test(entry)) {
        paths.add(entry.path());
      }
    });
    return paths;
  }
}
