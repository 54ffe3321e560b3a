package org.oeleo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.oeleo.testkit.server.WithSshd;

/** The invocation of dirsend's README: rsync for each file, to another machine. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class RsyncPerFileTest extends WithWorker {
  @RegisterExtension
  static final WithSshd SERVER = new WithSshd();

  @BeforeEach
  void make_the_job() throws IOException {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/rsync")), "no rsync on this machine: install rsync");
    List<String> lines = new ArrayList<>(List.of(
        "OELEO_BASE_DIR_FROM=" + from,
        "OELEO_EXTERNAL=command",
        "OELEO_COMMAND='rsync -a -e " + ssh() + " \"{}\" {to}'",
        "OELEO_BASE_DIR_TO=" + SERVER.server().user() + "@127.0.0.1:" + to,
        "OELEO_DB_NAME=" + folder.resolve("source_dir.db"),
        "OELEO_SETTLE=0s",
        "OELEO_CHECKER=presence",
        "OELEO_EXCLUDE=.*",
        "OELEO_FORGET_VANISHED=true"));
    Files.write(folder.resolve("job.env"), lines);
  }

  /** What a person has in ~/.ssh. */
  private Path ssh() throws IOException {
    Path script = folder.resolve("ssh.sh");
    Files.writeString(
        script,
        "#!/bin/sh\nexec ssh -F none -p " + SERVER.server().port() + " -i "
            + SERVER.server().clientKey() + " -o UserKnownHostsFile="
            + SERVER.server().knownHosts() + " \"$@\"\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script;
  }

  @Test
  void each_file_goes_to_the_other_machine_and_is_not_sent_again_once_deleted_there()
      throws Exception {
    file("a b.csv", "1");
    file("$(id).csv", "2");

    assertThat(command.oeleo("run", "job.env")).as(command.err()).isZero();
    assertThat(names(to)).containsExactlyInAnyOrder("a b.csv", "$(id).csv");
    assertThat(to.resolve("a b.csv")).hasContent("1");

    Files.delete(to.resolve("a b.csv"));
    file("c.csv", "3");
    assertThat(command.oeleo("run", "job.env")).as(command.err()).isZero();
    assertThat(names(to)).containsExactlyInAnyOrder("$(id).csv", "c.csv");
  }

  @Test
  void what_is_there_can_be_marked_before_the_first_run() throws Exception {
    file("old.csv", "1");

    assertThat(command.oeleo("ledger", "mark", "-e", "job.env")).isZero();
    file("new.csv", "1");
    assertThat(command.oeleo("run", "job.env")).as(command.err()).isZero();

    assertThat(names(to)).containsExactly("new.csv");
    assertThat(command.oeleo("ledger", "ls", "-e", "job.env")).isZero();
    assertThat(command.out()).contains("marked", "old.csv", "copied", "new.csv");

    assertThat(command.oeleo("ledger", "forget", "-e", "job.env", "old.csv")).isZero();
    assertThat(command.oeleo("run", "job.env")).isZero();
    assertThat(names(to)).containsExactlyInAnyOrder("new.csv", "old.csv");
  }
}
