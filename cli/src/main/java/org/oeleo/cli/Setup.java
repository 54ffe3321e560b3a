package org.oeleo.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.oeleo.Configuration;
import org.oeleo.ProgramSettings;
import org.oeleo.Providers;
import org.oeleo.settings.Problem;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.settings.Source;

/**
 * One worker as it is configured. Immutable.
 *
 * @param file its {@code .env} file, or {@code environment}
 * @param configuration of the worker: one of the destinations, where a file names several
 * @param settings its settings, strongest source first
 * @param providers the connectors it may use
 */
record Setup(String file, Configuration configuration, Settings settings, Providers providers) {
  private static final Path DEFAULT = Path.of(".env");

  /**
   * One for each destination of each file; without files, of {@code .env}, if it is there, and the
   * environment.
   */
  static List<Setup> of(Surroundings surroundings, List<Path> files, Map<String, String> values)
      throws SettingsException {
    List<Setup> setups = new ArrayList<>();
    Problems problems = new Problems();
    for (Setup whole : ofFiles(surroundings, files, values)) {
      problems
          .collect(whole, whole.configuration::destinations)
          .ifPresent(all -> all.stream()
              .map(one -> new Setup(whole.file, one, whole.settings, whole.providers))
              .forEach(setups::add));
    }
    problems.throwIfAny();
    return setups;
  }

  /** The same, one for each file, however many destinations it names. */
  static List<Setup> ofFiles(
      Surroundings surroundings, List<Path> files, Map<String, String> values)
      throws SettingsException {
    if (files.isEmpty()) {
      Path usual = surroundings.directory().resolve(DEFAULT);
      Optional<Path> file = Files.exists(usual) ? Optional.of(usual) : Optional.empty();
      return List.of(of(surroundings, file.stream().toList(), new Source("command line", values)));
    }
    List<Setup> setups = new ArrayList<>();
    Problems problems = new Problems();
    for (Path file : files) {
      Path resolved = surroundings.directory().resolve(file);
      problems
          .collect(() -> of(surroundings, List.of(resolved), new Source("command line", values)))
          .ifPresent(setups::add);
    }
    problems.throwIfAny();
    return setups;
  }

  private static Setup of(Surroundings surroundings, List<Path> file, Source commandLine)
      throws SettingsException {
    List<Source> sources = new ArrayList<>(List.of(commandLine, surroundings.environment()));
    String label = "environment";
    for (Path path : file) {
      sources.add(Source.dotenv(path));
      label = path.toString();
    }
    Settings settings = Settings.of(sources);
    Providers providers = providers(surroundings, settings);
    return new Setup(label, Configuration.of(settings, providers), settings, providers);
  }

  private static Providers providers(Surroundings surroundings, Settings settings)
      throws SettingsException {
    Optional<Path> home = surroundings.home();
    List<Path> shipped = home.map(h -> h.resolve("connectors")).stream().toList();
    List<Path> plugins =
        settings
            .find(ProgramSettings.PLUGIN_DIR)
            .or(() -> home.map(h -> h.resolve("plugins")))
            .stream()
            .toList();
    Optional<Path> allowed = settings.find(ProgramSettings.PLUGIN_SHA256);
    return allowed.isPresent()
        ? Providers.discover(shipped, plugins, allowed.get())
        : Providers.discover(shipped, plugins);
  }

  /** What a person calls it: {@code lab.env} or, of one destination, {@code lab.env (nas)}. */
  String label() {
    return configuration.destination().map(name -> file + " (" + name + ")").orElse(file);
  }

  /** Whether it is of a file that names its destinations, be it only this one. */
  boolean isNamed() {
    return configuration.destination().isPresent();
  }

  /** Problems of several configurations, to be told at once. One thread. */
  static final class Problems {
    private final List<Problem> problems = new ArrayList<>();

    /** Something made from settings. */
    @FunctionalInterface
    interface Making<T> {
      T make() throws SettingsException;
    }

    <T> Optional<T> collect(Making<T> making) {
      return collect(making, problem -> problem);
    }

    /** Says of each problem whose it is, where the problem itself does not. */
    <T> Optional<T> collect(Setup setup, Making<T> making) {
      String whose = " (" + setup.file() + ")";
      return collect(
          making,
          problem -> problem.text().endsWith(")")
              ? problem
              : new Problem(problem.variable(), problem.text() + whose));
    }

    private <T> Optional<T> collect(Making<T> making, UnaryOperator<Problem> wording) {
      try {
        return Optional.of(making.make());
      } catch (SettingsException e) {
        e.problems().stream().map(wording).forEach(problems::add);
        return Optional.empty();
      }
    }

    void throwIfAny() throws SettingsException {
      if (!problems.isEmpty()) {
        throw new SettingsException(problems.stream().distinct().toList());
      }
    }
  }
}
