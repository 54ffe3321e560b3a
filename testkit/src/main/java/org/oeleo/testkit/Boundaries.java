package org.oeleo.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rules of who may use what. A module whose test calls {@link #check} holds itself, and
 * everything of oeleo that it is built on, to all of them. Immutable.
 *
 * <p>{@code settings ← spi ← check, filter, plan ← event ← root ← schedule}; connectors and ledgers
 * use {@code settings} and {@code spi} alone, and nobody uses them.
 */
public final class Boundaries {
  private static final String ROOT = "org.oeleo";

  /** What each package may use beside itself; a package that is not named here may use any. */
  private static final Map<String, Set<String>> MAY_USE = new TreeMap<>(Map.ofEntries(
      Map.entry("settings", Set.of()),
      Map.entry("crash", Set.of()),
      Map.entry("spi", Set.of("settings")),
      Map.entry("check", Set.of("spi", "settings")),
      Map.entry("filter", Set.of("spi", "settings")),
      Map.entry("plan", Set.of("spi", "settings")),
      Map.entry("event", Set.of("check", "filter", "plan", "spi", "settings")),
      Map.entry("plugin", Set.of("spi", "settings")),
      Map.entry(
          "", Set.of("internal", "plugin", "event", "check", "filter", "plan", "spi", "settings")),
      Map.entry(
          "internal", Set.of("", "crash", "event", "check", "filter", "plan", "spi", "settings")),
      Map.entry("schedule", Set.of("", "event", "check", "filter", "plan", "spi", "settings")),
      Map.entry("local", Set.of("spi", "settings")),
      Map.entry("command", Set.of("spi", "settings")),
      Map.entry("ledger", Set.of("crash", "spi", "settings")),
      Map.entry("ssh", Set.of("spi", "settings")),
      Map.entry("s3", Set.of("spi", "settings")),
      Map.entry("documents", Set.of("spi", "settings")),
      Map.entry("sharepoint", Set.of("spi", "settings"))));

  /** Found by {@link java.util.ServiceLoader} only. */
  private static final Set<String> PLUGINS =
      Set.of("local", "command", "ledger", "ssh", "s3", "sharepoint");

  private Boundaries() {}

  /**
   * Fails if any class below {@code packageName}, tests apart, breaks a rule; the message names the
   * class and the line.
   */
  public static void check(String packageName) {
    JavaClasses classes = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages(packageName);
    List<String> violations = violations(classes);
    if (!violations.isEmpty()) {
      throw new AssertionError(String.join("\n", violations));
    }
  }

  /** What is broken, one text for each rule. */
  static List<String> violations(JavaClasses classes) {
    return rules().stream()
        .map(rule -> rule.allowEmptyShould(true).evaluate(classes))
        .filter(EvaluationResult::hasViolation)
        .map(result -> result.getFailureReport().toString())
        .toList();
  }

  private static List<ArchRule> rules() {
    List<ArchRule> rules = new ArrayList<>();
    MAY_USE.forEach((name, allowed) -> rules.add(uses(name, allowed)));
    rules.add(pluginsAreFoundNotNamed());
    rules.add(consoleAndExitAreTheCommands());
    rules.add(haltingIsForCrashes());
    rules.add(theEnvironmentIsForSettings());
    rules.add(fields().that().areStatic().should().beFinal());
    rules.add(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
    return rules;
  }

  /** The first part below {@code org.oeleo}; empty for the root itself. */
  private static String nameOf(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1).split("\\.")[0];
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
  }

  private static ArchRule uses(String name, Set<String> allowed) {
    return classes()
        .that(describe(
            "are in " + ROOT + (name.isEmpty() ? "" : "." + name),
            type -> isOurs(type) && nameOf(type).equals(name)))
        .should()
        .onlyDependOnClassesThat(describe(
            "are there, or in one of " + allowed + ", or none of oeleo's",
            type -> !isOurs(type) || nameOf(type).equals(name) || allowed.contains(nameOf(type))));
  }

  private static ArchRule pluginsAreFoundNotNamed() {
    return noClasses()
        .that(describe(
            "are no plugins themselves", type -> isOurs(type) && !PLUGINS.contains(nameOf(type))))
        .should()
        .dependOnClassesThat(
            describe("are plugins", type -> isOurs(type) && PLUGINS.contains(nameOf(type))));
  }

  private static ArchRule consoleAndExitAreTheCommands() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".cli..", ROOT + ".examples..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class);
  }

  private static ArchRule haltingIsForCrashes() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".cli..", ROOT + ".crash..")
        .should()
        .callMethod(Runtime.class, "halt", int.class);
  }

  private static ArchRule theEnvironmentIsForSettings() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".settings..")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class);
  }
}
