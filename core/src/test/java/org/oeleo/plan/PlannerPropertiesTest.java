package org.oeleo.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.oeleo.spi.Code;

/** What holds in every situation there is; there are 150, and all are tried. */
class PlannerPropertiesTest {
  private static final List<Planner> PLANNERS = List.of(
      Planner.push(),
      Planner.pull(),
      Planner.mark(),
      Planner.adopt(Planner.Missing.FORCE),
      Planner.adopt(Planner.Missing.KEEP_CODE),
      Planner.mirrored(Planner.mark()),
      Planner.mirrored(Planner.adopt(Planner.Missing.KEEP_CODE)));

  @Provide
  Arbitrary<Planner> planners() {
    return Arbitraries.of(PLANNERS);
  }

  @Provide
  Arbitrary<Situation> situations() {
    return Combinators.combine(
            Arbitraries.of(State.class),
            Arbitraries.of(State.class),
            Arbitraries.of(Code.class),
            Arbitraries.of(true, false))
        .as(Situation::new);
  }

  @Property
  void there_is_always_a_decision_and_always_the_same(
      @ForAll("planners") Planner planner, @ForAll("situations") Situation situation) {
    assertThat(planner.decide(situation)).isNotNull().isEqualTo(planner.decide(situation));
  }

  @Property
  void a_locked_row_is_never_touched(
      @ForAll("planners") Planner planner, @ForAll("situations") Situation s) {
    Situation locked = new Situation(s.local(), s.external(), Code.LOCKED, s.quarantined());

    assertThat(planner.decide(locked)).isIn(Action.LEAVE, Action.LEAVE_LOCKED);
  }

  @Property
  void what_is_not_locked_is_not_called_locked(
      @ForAll("planners") Planner planner, @ForAll("situations") Situation s) {
    if (s.code() != Code.LOCKED) {
      assertThat(planner.decide(s)).isNotEqualTo(Action.LEAVE_LOCKED);
    }
  }

  @Property
  void push_writes_on_the_external_side_only_and_only_what_is_there(
      @ForAll("situations") Situation s) {
    Action action = Planner.push().decide(s);

    assertThat(action)
        .isIn(Action.LEAVE, Action.LEAVE_LOCKED, Action.LEAVE_QUARANTINED, Action.COPY_TO_EXTERNAL);
    if (Set.of(State.ABSENT, State.UNSEEN).contains(s.local()) || s.quarantined()) {
      assertThat(action.copies()).isFalse();
    }
  }

  @Property
  void what_is_as_agreed_is_not_sent_again_unless_asked_for(@ForAll("situations") Situation s) {
    Situation same = new Situation(State.SAME, s.external(), s.code(), s.quarantined());

    assertThat(Planner.push().decide(same).copies())
        .isEqualTo(s.code() == Code.COPY && !s.quarantined());
  }

  @Property
  void push_and_mark_do_not_look_at_the_external_side(
      @ForAll("situations") Situation s, @ForAll State other) {
    Situation elsewhere = new Situation(s.local(), other, s.code(), s.quarantined());

    assertThat(Planner.push().decide(elsewhere)).isEqualTo(Planner.push().decide(s));
    assertThat(Planner.mark().decide(elsewhere)).isEqualTo(Planner.mark().decide(s));
  }

  @Property
  void pull_is_push_in_a_mirror(@ForAll("situations") Situation s) {
    assertThat(Planner.pull().decide(s))
        .isEqualTo(Planner.push().decide(s.mirrored()).mirrored())
        .isNotEqualTo(Action.COPY_TO_EXTERNAL);
    assertThat(Planner.mirrored(Planner.pull()).decide(s))
        .isEqualTo(Planner.push().decide(s));
  }

  @Property
  void mark_and_adopt_never_send_a_byte(@ForAll("situations") Situation s) {
    assertThat(PLANNERS.subList(2, PLANNERS.size()))
        .noneMatch(planner -> planner.decide(s).copies());
  }

  @Property
  void mark_does_to_a_file_what_push_would_send(@ForAll("situations") Situation s) {
    Situation sound = new Situation(s.local(), s.external(), s.code(), false);

    assertThat(Planner.mark().decide(sound) == Action.MARK)
        .isEqualTo(Planner.push().decide(sound).copies());
  }

  @Property
  void the_two_ways_to_adopt_differ_for_missing_copies_only(@ForAll("situations") Situation s) {
    Action force = Planner.adopt(Planner.Missing.FORCE).decide(s);
    Action keep = Planner.adopt(Planner.Missing.KEEP_CODE).decide(s);

    boolean missing = s.external() == State.ABSENT && s.code() != Code.LOCKED;
    assertThat(force == keep).isEqualTo(!missing);
    assertThat(force == Action.ADOPT)
        .isEqualTo(s.external() == State.SAME && s.code() != Code.LOCKED);
  }
}
