package org.oeleo.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** More files than anybody meant to put there. */
class ManyFilesTest extends WithFaults {
  private static final int MANY = Boolean.getBoolean("oeleo.faults.long") ? 100_000 : 20_000;
  private static final String FAST = "OELEO_FSYNC=no";

  private static void make(Path folder, int files) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < files; i++) {
      Files.createFile(folder.resolve("f" + i));
    }
  }

  @Test
  void a_great_many_files_in_one_folder_arrive() throws Exception {
    String files = String.format(Locale.ROOT, "%,d files", MANY);
    make(from, MANY);
    assertThat(command.oeleo("run", "-s", FAST)).isZero();
    assertThat(command.out()).contains(files);
    requireSame(from, to);
    assertThat(command.oeleo("run", "-s", FAST)).isZero();
    assertThat(command.lines().get(0)).startsWith("Nothing to do: " + files + " unchanged");
  }

  /** Takes minutes, and two gigabytes of memory for its disk. */
  @Test
  @EnabledIfSystemProperty(named = "oeleo.faults.long", matches = "true")
  void a_million_files_need_no_more_memory_than_a_few() throws Exception {
    Path disk = folder.resolve("disk");
    try (var memory = Tmpfs.over(disk, "size=8g,nr_inodes=3m")) {
      Path many = memory.folder().resolve("many");
      for (int i = 0; i < 1000; i++) {
        make(many.resolve("d" + i), 1000);
      }
      Path copy = Files.createDirectory(disk.resolve("copy"));
      Program program = new Program(folder).java("-Xmx128m");
      for (String said : new String[] {"Copied", "Nothing to do: 1,000,000 files unchanged"}) {
        Program.Ended ended = program.run(
            "run",
            "-s",
            FAST,
            "-s",
            "OELEO_INCLUDE_SUBDIRS=yes",
            "-s",
            "OELEO_EXTERNAL_SUBDIRS=yes",
            "-s",
            "OELEO_BASE_DIR_FROM=" + many,
            "-s",
            "OELEO_BASE_DIR_TO=" + copy);
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains(said);
      }
    }
  }
}
