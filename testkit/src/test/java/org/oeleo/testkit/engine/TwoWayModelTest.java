package org.oeleo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.oeleo.Ending;
import org.oeleo.LedgerLocation;
import org.oeleo.MaxDelete;
import org.oeleo.Report;
import org.oeleo.TwoWay;
import org.oeleo.WhenEmpty;
import org.oeleo.spi.Kind;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.Fault;
import org.oeleo.testkit.MemoryStore;
import org.oeleo.testkit.Operation;

/**
 * Thousands of random steps on both sides, with passes in between of which many are cut off, held
 * against a model of a few lines.
 */
class TwoWayModelTest {
  private static final int SEEDS = Integer.getInteger("oeleo.model.seeds", 9);
  private static final int ROUNDS = 60;
  private static final String[] PATHS = {"a", "b.txt", "d/c", "d/e/f.bin", "g", "h.h"};
  private static final AtomicInteger STEPS = new AtomicInteger();
  private static final AtomicInteger CUT_OFF = new AtomicInteger();

  @TempDir
  Path folder;

  private Lab lab = new Lab(Path.of(""));
  private Random random = new Random(0);
  private int contents;

  static Stream<Long> seeds() {
    return Stream.iterate(1L, seed -> seed + 1).limit(SEEDS);
  }

  @AfterAll
  static void something_happened() {
    assertThat(STEPS.get()).isGreaterThan(2_000);
    assertThat(CUT_OFF.get()).isGreaterThan(200);
  }

  private void begin(long seed) {
    random = new Random(seed);
    MemoryStore external = switch ((int) (seed % 3)) {
      case 0 -> MemoryStore.empty();
      case 1 -> MemoryStore.ofObjects();
      default -> MemoryStore.ofCarefulObjects();
    };
    lab = new Lab(folder, external);
  }

  private Report sync(LedgerLocation ledger) throws LedgerException {
    return lab.run(lab.worker()
        .ledger(ledger)
        .twoWay(TwoWay.standard().with(new MaxDelete.Share(100)))
        .emptySource(WhenEmpty.PAUSE));
  }

  /** Some edits, each of a content that there never was before. */
  private void edit() {
    for (int i = random.nextInt(5); i >= 0; i--) {
      STEPS.incrementAndGet();
      lab.clock.advance(Duration.ofMinutes(1));
      TestEnd end = random.nextBoolean() ? lab.source : lab.destination;
      String path = PATHS[random.nextInt(PATHS.length)];
      switch (random.nextInt(8)) {
        case 0, 3 -> end.store.remove(RelativePath.of(path));
        case 1, 4 -> {
          String other = PATHS[random.nextInt(PATHS.length)];
          String content = end.text(path);
          if (!content.startsWith("(") && !other.equals(path)) {
            end.store.remove(RelativePath.of(path));
            // Renamed, and touched by that, as some programs do.
            end.put(other, content + "'" + contents++);
          }
        }
        case 2 -> end.put(path, "content " + random.nextInt(contents + 1));
        default -> end.put(path, "content " + contents++);
      }
    }
  }

  private static Map<String, String> state(TestEnd end) {
    Map<String, String> files = new TreeMap<>();
    end.names().stream()
        .filter(name -> !name.contains(".oeleo-"))
        .forEach(name -> files.put(name, end.text(name)));
    return files;
  }

  /** What both sides must hold after a pass, apart from conflict copies; and who has lost. */
  private record Expected(Map<String, String> files, Set<String> losers) {}

  private Expected expected(Map<String, String> agreed) {
    Map<String, String> local = state(lab.source);
    Map<String, String> external = state(lab.destination);
    Map<String, String> files = new TreeMap<>();
    Set<String> losers = new HashSet<>();
    Set<String> paths = new TreeSet<>(local.keySet());
    paths.addAll(external.keySet());
    for (String path : paths) {
      String here = local.getOrDefault(path, "");
      String there = external.getOrDefault(path, "");
      String before = agreed.getOrDefault(path, "");
      String after = after(path, here, there, before, losers);
      if (!after.isEmpty()) {
        files.put(path, after);
      }
    }
    return new Expected(files, losers);
  }

  private String after(String path, String here, String there, String before, Set<String> losers) {
    if (here.equals(there) || there.equals(before)) {
      return here;
    }
    if (here.equals(before)) {
      return there;
    }
    if (here.isEmpty() || there.isEmpty()) {
      return here + there;
    }
    boolean localWins = modified(lab.source, path).isAfter(modified(lab.destination, path));
    losers.add(localWins ? there : here);
    return localWins ? here : there;
  }

  private static java.time.Instant modified(TestEnd end, String path) {
    try (var connector = end.store.open()) {
      return connector.stat(RelativePath.of(path)).orElseThrow().modified();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertSynced(Expected expected, String when) {
    Map<String, String> local = state(lab.source);
    assertThat(state(lab.destination)).as(when).isEqualTo(local);
    Map<String, String> rest = new TreeMap<>(local);
    expected.files().forEach((path, content) -> {
      assertThat(local).as(when).containsEntry(path, content);
      rest.remove(path);
    });
    assertThat(rest.keySet()).as(when).allMatch(name -> name.contains(".conflict-"));
    assertThat(new HashSet<>(rest.values())).as(when).isEqualTo(expected.losers());
    assertThat(lab.source.names()).as(when).noneMatch(name -> name.contains(".oeleo-"));
    assertThat(lab.destination.names()).as(when).noneMatch(name -> name.contains(".oeleo-"));
  }

  /**
   * After any number of passes that were cut off, an undisturbed one ends as if it were the only.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void both_sides_end_as_the_model_says(long seed) throws Exception {
    begin(seed);
    Map<String, String> agreed = new TreeMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      edit();
      if (state(lab.source).isEmpty() || state(lab.destination).isEmpty()) {
        lab.source.put("g", "content " + contents++);
        lab.destination.put("h.h", "content " + contents++);
      }
      if (random.nextInt(10) == 0) {
        Files.deleteIfExists(lab.ledger);
        agreed.clear();
      }
      Expected expected = expected(agreed);
      String when = "seed " + seed + " round " + round;
      for (int i = random.nextInt(4); i > 0; i--) {
        disturbed();
      }
      Report report = sync(lab.sqlite());
      assertThat(report.ending()).as(when + " " + report).isEqualTo(Ending.COMPLETE);
      assertSynced(expected, when);
      agreed = state(lab.source);
    }
  }

  /** What only one side ever had is never lost, however often passes are cut off in between. */
  @ParameterizedTest
  @MethodSource("seeds")
  void what_nobody_else_has_is_never_lost(long seed) throws Exception {
    begin(seed + 1000);
    Set<String> shared = new HashSet<>();
    for (int round = 0; round < ROUNDS; round++) {
      edit();
      shared.addAll(common());
      Set<String> before = contentsOf(lab.source);
      before.addAll(contentsOf(lab.destination));
      before.removeAll(shared);
      disturbed();
      shared.addAll(common());
      Set<String> after = contentsOf(lab.source);
      after.addAll(contentsOf(lab.destination));
      assertThat(after).as("seed " + seed + " round " + round).containsAll(before);
    }
    lab.source.put("a", "last");
    lab.destination.put("b.txt", "last too");
    sync(lab.sqlite());
    assertThat(state(lab.source)).isEqualTo(state(lab.destination));
  }

  private Set<String> common() {
    Set<String> common = contentsOf(lab.source);
    common.retainAll(contentsOf(lab.destination));
    return common;
  }

  private static Set<String> contentsOf(TestEnd end) {
    return new HashSet<>(state(end).values());
  }

  /** A pass that is cut off somewhere: by the network of one side, or with the ledger. */
  private void disturbed() throws Exception {
    LedgerLocation ledger = lab.sqlite();
    TestEnd end = random.nextBoolean() ? lab.source : lab.destination;
    Operation operation = List.of(
            Operation.WRITE, Operation.MOVE, Operation.READ, Operation.STAT, Operation.DELETE)
        .get(random.nextInt(5));
    int call = 1 + random.nextInt(6);
    switch (random.nextInt(4)) {
      case 0 -> end.inject(Fault.on(operation).fromCall(call).fails(Kind.UNREACHABLE));
      case 1 -> end.inject(Fault.on(operation).fromCall(call).losesAcknowledgement());
      case 2 -> end.inject(Fault.on(operation).atCall(call).fails(Kind.IO_ERROR));
      default -> ledger = Mortal.afterRecords(ledger, random.nextInt(6));
    }
    try {
      Report report = sync(ledger);
      if (report.ending() != Ending.COMPLETE) {
        CUT_OFF.incrementAndGet();
      }
    } finally {
      lab.source.heal();
      lab.destination.heal();
    }
  }
}
