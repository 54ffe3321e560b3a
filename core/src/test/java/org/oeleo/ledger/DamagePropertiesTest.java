package org.oeleo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.oeleo.Sampled;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider.Access;
import org.oeleo.spi.LedgerEntry;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.RelativePath;

/** A genuine ledger with damage of any kind: it is used, or refused in one sentence. */
@Sampled
class DamagePropertiesTest {
  private static final int ROWS = 40;
  private static Path folder = Path.of("");
  private static byte[] sound = {};

  /** Some bytes written over the file, and where it is cut off, in thousandths of its length. */
  record Damage(int at, List<Byte> bytes, int kept) {
    byte[] to(byte[] file) {
      byte[] damaged = Arrays.copyOf(file, (int) ((long) file.length * kept / 1_000));
      for (int i = 0; i < bytes.size() && at + i < damaged.length; i++) {
        damaged[at + i] ^= bytes.get(i);
      }
      return damaged;
    }
  }

  @BeforeContainer
  static void make_a_genuine_ledger() throws Exception {
    folder = Files.createTempDirectory("oeleo-damage");
    Path ledger = folder.resolve("sound.db");
    try (Bookkeeper run = Samples.open(ledger, Access.RUN)) {
      run.record(Samples.group(0, ROWS));
    }
    sound = Files.readAllBytes(ledger);
  }

  @AfterContainer
  static void remove_the_folder() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  @Provide
  Arbitrary<Damage> damages() {
    // The first page holds the format and the tables; without some weight little would happen
    // there.
    Arbitrary<Integer> at = Arbitraries.oneOf(
        Arbitraries.integers().between(0, 4_095), Arbitraries.integers().between(0, 60_000));
    Arbitrary<List<Byte>> bytes = Arbitraries.oneOf(
        Arbitraries.bytes().list().ofSize(1),
        Arbitraries.bytes().list().ofMinSize(1).ofMaxSize(600));
    Arbitrary<Integer> kept = Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.just(1_000)), Tuple.of(1, Arbitraries.integers().between(0, 999)));
    return Combinators.combine(at, bytes, kept).as(Damage::new).withoutEdgeCases();
  }

  @Property(tries = 100)
  void a_damaged_ledger_is_read_or_refused(@ForAll("damages") Damage damage) throws Exception {
    Path ledger = Files.createTempFile(folder, "read", ".db");
    Files.write(ledger, damage.to(sound));
    Map<RelativePath, LedgerEntry> read = new HashMap<>();
    try (Bookkeeper reader = Samples.open(ledger, Access.READ)) {
      assertThat(reader.inspect()).hasSizeLessThanOrEqualTo(101);
      reader.forEach(entry -> read.put(entry.path(), entry));
      assertThat(reader.find(new ArrayList<>(read.keySet()))).hasSameSizeAs(read);
    } catch (LedgerException e) {
      assertThat(e).hasMessageContaining(ledger.getFileName().toString());
    }
  }

  @Property(tries = 100)
  void a_damaged_ledger_is_written_to_or_refused(@ForAll("damages") Damage damage)
      throws Exception {
    Path ledger = Files.createTempFile(folder, "run", ".db");
    Files.write(ledger, damage.to(sound));
    try (Bookkeeper run = Samples.open(ledger, Access.RUN)) {
      run.record(List.of(Samples.agreed("new"), Samples.agreed("group 000000/0003.xyz")));
      assertThat(Samples.find(run, RelativePath.of("new")).checksum())
          .isEqualTo(Samples.agreed("new").checksum());
    } catch (LedgerException e) {
      assertThat(e).hasMessageContaining(ledger.getFileName().toString());
    }
  }
}
