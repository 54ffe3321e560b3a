package org.oeleo.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.oeleo.plan.Naming;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.RelativePath;

class PartsTest {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

  private static FileEntry entry(String path, long size, String tag) {
    return new FileEntry(RelativePath.of(path), size, TIME, TIME, Optional.of(tag));
  }

  @Test
  void a_set_of_numbers_can_hold_zero() {
    LongSet set = new LongSet();
    assertThat(set.isEmpty()).isTrue();
    assertThat(set.contains(0)).isFalse();
    assertThat(set.add(0)).isTrue();
    assertThat(set.add(0)).isFalse();
    assertThat(set.isEmpty()).isFalse();
  }

  @Test
  void a_temporary_name_is_the_same_for_the_same_version_only() {
    RelativePath target = RelativePath.of("deep/a.csv");
    RelativePath name = AsideName.of("id", target, entry("a.csv", 1, "v1"));
    assertThat(name).isEqualTo(AsideName.of("id", target, entry("a.csv", 1, "v1")));
    assertThat(name.parent()).isEqualTo(target.parent());
    assertThat(AsideName.isAside(name.name())).isTrue();
    assertThat(List.of(
            AsideName.of("other id", target, entry("a.csv", 1, "v1")),
            AsideName.of("id", RelativePath.of("deep/b.csv"), entry("a.csv", 1, "v1")),
            AsideName.of("id", target, entry("b.csv", 1, "v1")),
            AsideName.of("id", target, entry("a.csv", 2, "v1")),
            AsideName.of("id", target, entry("a.csv", 1, "v2"))))
        .doesNotContain(name)
        .doesNotHaveDuplicates();
  }

  @Test
  void no_other_name_is_taken_for_a_temporary_one() {
    assertThat(List.of(".oeleo-.part", ".oeleo-123.part", "a.part", ".oeleo-" + "0".repeat(25)))
        .noneMatch(AsideName::isAside);
  }

  @Test
  void names_that_meet_know_each_other() throws Exception {
    List<RelativePath> paths =
        List.of(RelativePath.of("x/a"), RelativePath.of("y/a"), RelativePath.of("y/b"));
    Collisions collisions = Collisions.find(paths::forEach, Naming.flat(), false);
    assertThat(collisions.rival(paths.get(0))).contains("y/a");
    assertThat(collisions.rival(paths.get(1))).contains("x/a");
    assertThat(collisions.rival(paths.get(2))).isEmpty();
    assertThat(collisions.rival(RelativePath.of("z/b"))).isPresent();
  }

  @Test
  void letter_case_matters_only_where_it_counts() throws Exception {
    List<RelativePath> paths = List.of(RelativePath.of("A/b"), RelativePath.of("a/B"));
    assertThat(Collisions.find(paths::forEach, Naming.tree(), true).rival(paths.get(0)))
        .isPresent();
    assertThat(Collisions.find(paths::forEach, Naming.tree(), false).rival(paths.get(0)))
        .isEmpty();
  }
}
