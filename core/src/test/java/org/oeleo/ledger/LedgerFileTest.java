package org.oeleo.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.LedgerException;

class LedgerFileTest {
  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource({
    "/data/l.db, nfs4, true",
    "/data/l.db, nfs, true",
    "/data/l.db, CIFS, true",
    "/data/l.db, smb3, true",
    "/data/l.db, smbfs, true",
    "/data/l.db, 9p, true",
    "/data/l.db, fuse.sshfs, true",
    "/data/l.db, afpfs, true",
    "/data/l.db, webdav, true",
    "'\\\\server\\share\\l.db', NTFS, true",
    "C:\\data\\l.db, NTFS, false",
    "/data/l.db, ext4, false",
    "/data/l.db, xfs, false",
    "/data/l.db, tmpfs, false",
    "/data/l.db, apfs, false",
    "/data/l.db, fuseblk, false",
    "/data/l.db, '', false",
  })
  void network_file_systems_are_recognised(String path, String type, boolean network) {
    assertThat(LedgerFile.isNetwork(path, type)).isEqualTo(network);
  }

  @Test
  void everything_made_is_readable_by_its_owner_only() throws Exception {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    try (Bookkeeper run = Samples.open(folder.resolve("ledger.db"), Access.RUN)) {
      run.record(List.of(Samples.agreed("a")));
      try (var files = Files.list(folder)) {
        assertThat(files)
            .hasSize(4)
            .allSatisfy(file -> assertThat(
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------"));
      }
    }
    assertThat(folder.toFile().list()).containsOnly("ledger.db", "ledger.db.lock");
  }

  @ParameterizedTest
  @EnumSource(names = {"RUN", "EDIT"})
  void a_missing_folder_is_not_made(Access access) {
    assertThatThrownBy(() -> Samples.open(folder.resolve("not/there.db"), access))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("there.db does not exist: create it");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_folder_is_no_ledger() {
    assertThatThrownBy(() -> Samples.open(folder, Access.EDIT))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("is a folder");
  }

  @Test
  void the_home_folder_may_be_written_as_a_tilde() throws Exception {
    assertThat(LedgerFile.named("~/l.db").path())
        .isEqualTo(Path.of(System.getProperty("user.home")).toRealPath().resolve("l.db"));
    assertThat(LedgerFile.named("l.db").path())
        .isEqualTo(Path.of("").toRealPath().resolve("l.db"));
  }
}
