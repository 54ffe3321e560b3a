package org.oeleo.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The rules of who may use what; to be replaced by the real ones. Immutable. */
public final class Boundaries {
  private Boundaries() {}

  /** Fails if anything in {@code packageName} but {@code org.oeleo.cli} writes to the console. */
  public static void check(String packageName) {
    JavaClasses classes = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages(packageName);
    noClasses()
        .that()
        .resideOutsideOfPackage("org.oeleo.cli..")
        .should()
        .accessField(System.class, "out")
        .check(classes);
  }
}
