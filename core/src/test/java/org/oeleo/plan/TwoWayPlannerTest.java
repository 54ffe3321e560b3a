package org.oeleo.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.oeleo.spi.Code;
import org.oeleo.spi.Side;

/** Every cell of the table of two sides. */
class TwoWayPlannerTest {
  private static final Planner NEWER = Planner.twoWay(Conflict.NEWER);

  private static Action decide(Planner planner, State local, State external) {
    return planner.decide(new Situation(local, external, Code.COPY_IF_CHANGED, false));
  }

  @ParameterizedTest
  @CsvSource({
    "UNSEEN,  UNSEEN,  LEAVE",
    "UNSEEN,  ABSENT,  LEAVE",
    "UNSEEN,  NEW,     LEAVE",
    "UNSEEN,  SAME,    LEAVE",
    "UNSEEN,  CHANGED, LEAVE",
    "ABSENT,  UNSEEN,  LEAVE",
    "ABSENT,  ABSENT,  FORGET",
    "ABSENT,  NEW,     COPY_TO_LOCAL",
    "ABSENT,  SAME,    DELETE_EXTERNAL",
    "ABSENT,  CHANGED, COPY_TO_LOCAL",
    "NEW,     UNSEEN,  LEAVE",
    "NEW,     ABSENT,  COPY_TO_EXTERNAL",
    "NEW,     NEW,     COMPARE",
    "NEW,     SAME,    COPY_TO_EXTERNAL",
    "NEW,     CHANGED, COMPARE",
    "SAME,    UNSEEN,  LEAVE",
    "SAME,    ABSENT,  DELETE_LOCAL",
    "SAME,    NEW,     COPY_TO_LOCAL",
    "SAME,    SAME,    LEAVE",
    "SAME,    CHANGED, COPY_TO_LOCAL",
    "CHANGED, UNSEEN,  LEAVE",
    "CHANGED, ABSENT,  COPY_TO_EXTERNAL",
    "CHANGED, NEW,     COMPARE",
    "CHANGED, SAME,    COPY_TO_EXTERNAL",
    "CHANGED, CHANGED, COMPARE",
  })
  void each_situation_has_its_action(State local, State external, Action action) {
    assertThat(decide(NEWER, local, external)).isEqualTo(action);
    assertThat(decide(Planner.mirrored(NEWER), external, local)).isEqualTo(action.mirrored());
  }

  @ParameterizedTest
  @CsvSource({
    "NEWER,     EQUAL,          ADOPT",
    "NEWER,     LOCAL_NEWER,    LOCAL_WINS",
    "NEWER,     EXTERNAL_NEWER, EXTERNAL_WINS",
    "KEEP_BOTH, EQUAL,          ADOPT",
    "KEEP_BOTH, LOCAL_NEWER,    EXTERNAL_WINS",
    "KEEP_BOTH, EXTERNAL_NEWER, EXTERNAL_WINS",
    "FAIL,      EQUAL,          ADOPT",
    "FAIL,      LOCAL_NEWER,    LEAVE_IN_CONFLICT",
    "FAIL,      EXTERNAL_NEWER, LEAVE_IN_CONFLICT",
  })
  void once_compared_rivals_have_theirs(Conflict conflict, Rivals rivals, Action action) {
    for (State one : new State[] {State.NEW, State.CHANGED}) {
      for (State other : new State[] {State.NEW, State.CHANGED}) {
        Situation compared = new Situation(one, other, Code.COPY_IF_CHANGED, false).with(rivals);

        assertThat(Planner.twoWay(conflict).decide(compared)).isEqualTo(action);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SAME,    SAME,    COMPARE",
    "SAME,    ABSENT,  COPY_TO_EXTERNAL",
    "ABSENT,  SAME,    COPY_TO_LOCAL",
    "SAME,    CHANGED, COMPARE",
    "ABSENT,  ABSENT,  FORGET",
  })
  void a_row_in_doubt_deletes_nothing(State local, State external, Action action) {
    assertThat(NEWER.decide(new Situation(local, external, Code.COPY, false))).isEqualTo(action);
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void a_locked_row_is_left(State state) {
    for (State other : State.values()) {
      assertThat(NEWER.decide(new Situation(state, other, Code.LOCKED, false)))
          .isEqualTo(Action.LEAVE_LOCKED);
    }
  }

  @Test
  void what_is_set_aside_is_left_but_only_where_there_is_something_to_do() {
    assertThat(NEWER.decide(new Situation(State.NEW, State.ABSENT, Code.COPY_IF_CHANGED, true)))
        .isEqualTo(Action.LEAVE_QUARANTINED);
    assertThat(NEWER.decide(new Situation(State.SAME, State.SAME, Code.COPY_IF_CHANGED, true)))
        .isEqualTo(Action.LEAVE);
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void a_spared_side_is_never_written(Side spared) {
    for (Conflict conflict : Conflict.values()) {
      Planner planner = Planner.sparing(spared, Planner.twoWay(conflict));
      for (State local : State.values()) {
        for (State external : State.values()) {
          for (Code code : Code.values()) {
            for (Rivals rivals : Rivals.values()) {
              Situation situation = new Situation(local, external, code, false, rivals);
              assertThat(planner.decide(situation))
                  .as(situation.toString())
                  .isNotIn(
                      spared == Side.EXTERNAL
                          ? new Object[] {
                            Action.COPY_TO_EXTERNAL, Action.DELETE_EXTERNAL, Action.LOCAL_WINS
                          }
                          : new Object[] {
                            Action.COPY_TO_LOCAL, Action.DELETE_LOCAL, Action.EXTERNAL_WINS
                          });
            }
          }
        }
      }
    }
  }
}
