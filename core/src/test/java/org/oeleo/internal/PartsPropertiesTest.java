package org.oeleo.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.oeleo.Mutations;
import org.oeleo.Sampled;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.RelativePath;

/** The small parts of the engine against plain models of what they are. */
@Sampled
class PartsPropertiesTest {
  private static final List<RelativePath> PATHS =
      List.of(RelativePath.of("a"), RelativePath.of("b"), RelativePath.of("x/a"));

  /** All that tells one transfer from another. */
  record Version(String ledger, RelativePath target, FileEntry source) {
    RelativePath aside() {
      return AsideName.of(ledger, target, source);
    }
  }

  @Provide
  Arbitrary<Version> versions() {
    Arbitrary<Optional<String>> tag = Arbitraries.of("1", "12").optional(0.5);
    Arbitrary<Instant> time = Arbitraries.integers().between(0, 2).map(Instant.EPOCH::plusNanos);
    Arbitrary<FileEntry> source = Combinators.combine(
            Arbitraries.of(PATHS), Arbitraries.of(1L, 12L), time, tag)
        .as((path, size, modified, mark) -> new FileEntry(path, size, modified, modified, mark));
    return Combinators.combine(Arbitraries.of("i", "id"), Arbitraries.of(PATHS), source)
        .as(Version::new)
        .withoutEdgeCases();
  }

  @Property(tries = 5_000)
  void a_temporary_name_is_the_same_for_the_same_version_only(
      @ForAll("versions") Version one, @ForAll("versions") Version other) {
    assertThat(one.aside().equals(other.aside())).isEqualTo(one.equals(other));
    assertThat(one.aside().parent()).isEqualTo(one.target().parent());
    assertThat(AsideName.isAside(one.aside().name())).isTrue();
  }

  @Property(tries = 2_000)
  void only_a_name_of_its_form_is_taken_for_a_temporary_one(@ForAll("names") String name) {
    assertThat(AsideName.isAside(name)).isEqualTo(name.matches("[.]oeleo-[0-9a-f]{24}[.]part"));
  }

  @Provide
  Arbitrary<String> names() {
    return Mutations.of(List.of(".oeleo-0123456789abcdef01234567.part"));
  }

  @Property(tries = 100)
  void a_set_of_numbers_is_a_set(@ForAll("numbers") List<Long> numbers, @ForAll long other) {
    LongSet set = new LongSet();
    Set<Long> model = new HashSet<>();
    for (long number : numbers) {
      assertThat(set.add(number)).isEqualTo(model.add(number));
    }
    assertThat(model).allMatch(set::contains);
    assertThat(set.contains(other)).isEqualTo(model.contains(other));
    assertThat(set.isEmpty()).isEqualTo(model.isEmpty());
  }

  /** Many, so that the set has to grow, and some that fall on the same slot. */
  @Provide
  Arbitrary<List<Long>> numbers() {
    return Combinators.combine(
            Arbitraries.longs().between(-3_000, 3_000), Arbitraries.integers().between(0, 40))
        .as((number, shift) -> number << shift)
        .list()
        .ofMaxSize(3_000)
        .withoutEdgeCases();
  }

  private enum Step {
    KEEP,
    FORGET,
    TAKE
  }

  private record Move(Step step, RelativePath path, String token) {}

  @Provide
  Arbitrary<List<Move>> moves() {
    return Combinators.combine(
            Arbitraries.of(Step.class), Arbitraries.of(PATHS), Arbitraries.of("t", "u", "v"))
        .as(Move::new)
        .list()
        .ofMaxSize(20)
        .withoutEdgeCases();
  }

  @Property
  void the_newest_token_counts_and_each_is_recorded_once(@ForAll("moves") List<Move> moves) {
    Tokens tokens = new Tokens();
    Map<RelativePath, String> newest = new HashMap<>();
    Map<RelativePath, String> unrecorded = new HashMap<>();
    for (Move move : moves) {
      switch (move.step) {
        case KEEP -> {
          tokens.keep(move.path, move.token);
          newest.put(move.path, move.token);
          unrecorded.put(move.path, move.token);
        }
        case FORGET -> {
          tokens.forget(move.path);
          newest.remove(move.path);
        }
        case TAKE -> {
          assertThat(tokens.takeUnrecorded()).isEqualTo(unrecorded);
          unrecorded.clear();
        }
      }
      assertThat(tokens.of(move.path)).isEqualTo(Optional.ofNullable(newest.get(move.path)));
    }
  }
}
