package org.oeleo.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.oeleo.plan.Chatterbox;
import org.oeleo.settings.Trespasser;

class BoundariesTest {
  @Test
  void core_and_testkit_keep_to_them() {
    Boundaries.check("org.oeleo");
  }

  @Test
  void a_dependency_in_the_wrong_direction_and_a_mutable_static_are_found() {
    assertThat(broken(Trespasser.class))
        .anyMatch(text -> text.contains("org.oeleo.settings") && text.contains("Side"))
        .anyMatch(text -> text.contains("count"))
        .hasSize(2);
  }

  @Test
  void reading_the_environment_and_leaving_the_program_are_found() {
    assertThat(broken(Chatterbox.class))
        .anyMatch(text -> text.contains("getenv"))
        .anyMatch(text -> text.contains("exit"))
        .hasSize(2);
  }

  private static List<String> broken(Class<?> type) {
    return Boundaries.violations(new ClassFileImporter().importClasses(type));
  }
}
