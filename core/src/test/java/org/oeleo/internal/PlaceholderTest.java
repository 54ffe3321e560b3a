package org.oeleo.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholderTest {
  @Test
  void sqlite_answers() throws Exception {
    assertThat(Placeholder.sqliteVersion()).startsWith("3.");
  }

  @Test
  void the_module_is_named() {
    assertThat(Placeholder.class.getModule().getName()).isEqualTo("org.oeleo.core");
  }

  @Test
  void names_beyond_ascii_work(@TempDir Path folder) throws Exception {
    assertThat(Files.createFile(folder.resolve("måling-æøå-漢.txt"))).exists();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2"})
  void rows_of_a_table_run(int left, int right) {
    assertThat(left).isEqualTo(right);
  }

  @Property(tries = 10)
  void properties_run(@ForAll int any) {
    assertThat((long) any).isBetween((long) Integer.MIN_VALUE, (long) Integer.MAX_VALUE);
  }
}
