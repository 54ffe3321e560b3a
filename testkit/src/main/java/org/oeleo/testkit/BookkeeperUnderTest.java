package org.oeleo.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.Failure;
import org.oeleo.spi.Fingerprint;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Kind;
import org.oeleo.spi.LedgerChange;
import org.oeleo.spi.LedgerChange.Agreed;
import org.oeleo.spi.LedgerChange.Transferred;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.Proof;
import org.oeleo.spi.RelativePath;

/** A ledger in a folder of its own, and what to write into it. One thread at a time. */
abstract class BookkeeperUnderTest {
  /** A time with every digit a clock can give; a ledger must keep them all. */
  static final Instant NOW = Instant.parse("2026-11-20T11:55:46.123456789Z");

  /** The original oeleo keeps microseconds, so a ledger need not keep more of this one. */
  static final LocalDateTime PROCESSED = LocalDateTime.parse("2026-11-20T12:55:46.123456");

  static final RelativePath PATH = RelativePath.of("2024/run 01.xyz");

  @TempDir
  Path folder;

  abstract BookkeeperProvider bookkeeper();

  abstract String newName(Path empty);

  abstract Settings settingsOfBookkeeper();

  String name = "";

  @BeforeEach
  void choose_a_name() {
    name = newName(folder);
  }

  final Bookkeeper open(Access access) throws LedgerException {
    return bookkeeper().open(name, settingsOfBookkeeper(), access);
  }

  final void record(LedgerChange... changes) throws LedgerException {
    try (Bookkeeper ledger = open(Access.EDIT)) {
      ledger.record(List.of(changes));
    }
  }

  final Optional<LedgerEntry> find(RelativePath path) throws LedgerException {
    try (Bookkeeper ledger = open(Access.READ)) {
      return Optional.ofNullable(ledger.find(List.of(path)).get(path));
    }
  }

  static Agreed agreed(RelativePath path) {
    return new Agreed(
        path,
        Optional.empty(),
        PROCESSED,
        "/srv/lab/" + path,
        Optional.of(new Checksum(HashAlgorithm.SHA256, "ab".repeat(32))),
        Optional.of(new Fingerprint(Long.MAX_VALUE, NOW, Optional.of("inode 7"), NOW)),
        Optional.of(
            new Fingerprint(0, Instant.parse("1969-07-20T20:17:40Z"), Optional.empty(), NOW)),
        new Proof(Proof.Method.HASH, NOW));
  }

  static Failure failure(int runs) {
    return new Failure(runs, Kind.CORRUPTED, "what arrived is not what was sent", NOW, 42, NOW);
  }

  static Transferred transferred(RelativePath path, int attempts) {
    return new Transferred(
        path,
        "/srv/lab/" + path,
        4096,
        NOW,
        Optional.of(new Checksum(HashAlgorithm.MD5, "cd".repeat(16))),
        new Proof(Proof.Method.REREAD, NOW),
        NOW,
        Duration.ofNanos(1_234_567_891),
        attempts);
  }
}
