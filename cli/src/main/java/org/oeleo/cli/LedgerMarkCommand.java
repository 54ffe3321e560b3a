package org.oeleo.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import org.oeleo.Report;
import org.oeleo.event.Event;
import org.oeleo.filter.FilterSettings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.RelativePath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lets files count as copied. */
@Command(
    name = "mark",
    description = "Lets files at the source count as copied, without copying or looking; all that"
        + " the worker would move, if no PATH is given.",
    mixinStandardHelpOptions = true)
final class LedgerMarkCommand implements Callable<Integer> {
  private static final String SPECIAL = "\\*?[]{}";

  private final Session session;

  @Mixin
  private LedgerOptions options = new LedgerOptions();

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Paths below the source, separated by /.")
  private List<String> texts = List.of();

  LedgerMarkCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws SettingsException, RefusedException {
    List<RelativePath> paths = LedgerOptions.paths(texts);
    Set<RelativePath> missing = new ConcurrentSkipListSet<>(paths);
    try (Crew crew = Crew.of(session, options.setups(session, only(paths)))) {
      int code = crew.oneByOne(member -> {
        Report report = member
            .worker()
            .withListener(event -> seen(event, missing))
            .mark(session.cancellation());
        member.reported(Verb.MARK, report);
        return report;
      });
      for (RelativePath path : missing) {
        session.complain(path + " is not at the source, or the worker's filters leave it out");
      }
      return missing.isEmpty() ? code : Math.max(code, ExitCode.SOME_FAILED);
    }
  }

  private static void seen(Event event, Set<RelativePath> missing) {
    if (event instanceof Event.FileFinished finished) {
      missing.remove(finished.result().path());
    }
  }

  /** The filter that lets these through and nothing else; in the worker's other filters as well. */
  private static Map<String, String> only(List<RelativePath> paths) throws RefusedException {
    if (paths.isEmpty()) {
      return Map.of();
    }
    for (RelativePath path : paths) {
      if (path.toString().indexOf(';') >= 0) {
        throw new RefusedException("a path with a ; cannot be marked by its name: " + path);
      }
    }
    String rules =
        paths.stream().map(p -> "+ /" + escaped(p.toString())).collect(Collectors.joining(";"));
    return new LinkedHashMap<>(Map.of(FilterSettings.ORDERED.variable(), rules + ";- **"));
  }

  private static String escaped(String path) {
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      pattern.append(SPECIAL.indexOf(c) < 0 ? "" : "\\").append(c);
    }
    return pattern.toString();
  }
}
