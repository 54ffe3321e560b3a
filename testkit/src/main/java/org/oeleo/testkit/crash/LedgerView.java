package org.oeleo.testkit.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.oeleo.LedgerLocation;
import org.oeleo.Providers;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.Code;
import org.oeleo.spi.LedgerChange;

/**
 * What a ledger says, read once.
 *
 * @param verified the content that both sides agreed on, by path
 * @param begun the paths of transfers that are entered and not recorded
 * @param failed the paths whose last try failed
 * @param trail the audit trail
 * @param damage what an inspection found
 */
record LedgerView(
    Map<String, Checksum> verified,
    Set<String> begun,
    Set<String> failed,
    List<LedgerChange.Transferred> trail,
    List<String> damage) {

  static LedgerView of(Path file) throws IOException {
    Map<String, Checksum> verified = new TreeMap<>();
    Set<String> begun = new TreeSet<>();
    Set<String> failed = new TreeSet<>();
    List<LedgerChange.Transferred> trail = new ArrayList<>();
    try (Bookkeeper ledger = location(file).open(Access.READ)) {
      ledger.forEach(row -> {
        String path = row.path().toString();
        row.proof()
            .filter(proof -> row.code() != Code.COPY)
            .flatMap(proof -> row.checksum())
            .ifPresent(sum -> verified.put(path, sum));
        row.failure().ifPresent(failure -> failed.add(path));
      });
      ledger.pending().forEach(pending -> begun.add(pending.path().toString()));
      ledger.history(Optional.empty(), trail::add);
      return new LedgerView(verified, begun, failed, trail, ledger.inspect());
    }
  }

  private static LedgerLocation location(Path file) {
    try {
      return new LedgerLocation(
          Providers.onClassPath().bookkeeper("sqlite", "crash suite"),
          file.toString(),
          Settings.of(Map.of()));
    } catch (SettingsException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Files whose bytes were sent although the very same had been recorded as sent just before. */
  List<String> sentTwice() {
    Map<String, Checksum> before = new HashMap<>();
    List<String> twice = new ArrayList<>();
    for (LedgerChange.Transferred line : trail) {
      String path = line.path().toString();
      Checksum sum = line.checksum().orElseThrow();
      Optional<Checksum> sent = Optional.ofNullable(before.put(path, sum));
      if (sent.filter(sum::matches).isPresent()) {
        twice.add(line.toString());
      }
    }
    return twice;
  }
}
