package org.oeleo.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import org.oeleo.Report;
import org.oeleo.Worker;
import org.oeleo.event.Event;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Connector;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.RelativePath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes over what another program has sent. */
@Command(
    name = "import",
    description = "Lets the files count as copied that dirsend has sent, as its .dirsend.db says;"
        + " of which the ledger knows nothing yet. Nothing is sent, and FILE stays as it is.",
    mixinStandardHelpOptions = true)
final class LedgerImportCommand implements Callable<Integer> {
  private static final int MOST_NAMES = 20;

  private final Session session;

  @Mixin
  private LedgerOptions options = new LedgerOptions();

  @Parameters(paramLabel = "FILE", description = "The database of dirsend.")
  private Path file = Path.of(".dirsend.db");

  LedgerImportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws SettingsException, RefusedException, LedgerException {
    try (Crew crew = Crew.of(session, options.setups(session, Map.of()))) {
      Worker worker = crew.members().get(0).worker();
      Path database = session.surroundings().directory().resolve(file);
      List<String> elsewhere = new ArrayList<>();
      Set<RelativePath> wanted = new LinkedHashSet<>();
      Roots roots = Roots.of(worker);
      for (String text : worker.ledger().provider().sentByOther(database)) {
        roots.below(text).ifPresentOrElse(wanted::add, () -> elsewhere.add(text));
      }
      Set<RelativePath> missing = new ConcurrentSkipListSet<>(wanted);
      int code = crew.oneByOne(member -> mark(member, wanted, missing));
      complain(elsewhere, "is not below the source, or no path: not imported");
      complain(missing, "is no file at the source, or not for this worker: not imported");
      boolean all = elsewhere.isEmpty() && missing.isEmpty();
      return all ? code : Math.max(code, ExitCode.SOME_FAILED);
    }
  }

  private Report mark(Crew.Member member, Set<RelativePath> wanted, Set<RelativePath> missing)
      throws LedgerException {
    Report report = member
        .worker()
        .withListener(event -> {
          if (event instanceof Event.FileFinished finished) {
            missing.remove(finished.result().path());
          }
        })
        .mark(wanted, session.cancellation());
    member.reported(Verb.MARK, report);
    return report;
  }

  private void complain(Iterable<?> names, String why) {
    int told = 0;
    int more = 0;
    for (Object name : names) {
      if (told < MOST_NAMES) {
        session.complain(name + " " + why);
        told++;
      } else {
        more++;
      }
    }
    if (more > 0) {
      session.complain("and " + more + " more that " + why.replaceFirst("^is", "are"));
    }
  }

  /** The source folder, as it is configured and as it really is. */
  private record Roots(Set<String> folders) {
    static Roots of(Worker worker) throws RefusedException {
      try (Connector source = worker.source().open()) {
        Optional<Path> root = source
            .localFile(RelativePath.of("file"))
            .map(f -> f.toAbsolutePath().getParent());
        if (root.isEmpty()) {
          throw new RefusedException(
              "the paths of dirsend are of this machine, and the source is not");
        }
        Path normal = root.get().normalize();
        return new Roots(new LinkedHashSet<>(List.of(prefix(normal), prefix(normal.toRealPath()))));
      } catch (IOException e) {
        throw new RefusedException("the source cannot be used: " + e.getMessage());
      }
    }

    private static String prefix(Path root) {
      String text = root.toString();
      return text.endsWith(File.separator) ? text : text + File.separator;
    }

    Optional<RelativePath> below(String text) {
      return folders.stream()
          .filter(text::startsWith)
          .findFirst()
          .map(root -> text.substring(root.length()).replace(File.separatorChar, '/'))
          .flatMap(RelativePath::ifValid);
    }
  }
}
