package org.oeleo.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.oeleo.spi.Code;

class PlannerTest {
  @ParameterizedTest
  @CsvSource({
    "UNSEEN,  COPY,            false, LEAVE",
    "UNSEEN,  COPY_IF_CHANGED, false, LEAVE",
    "UNSEEN,  LOCKED,          false, LEAVE_LOCKED",
    "UNSEEN,  COPY,            true,  LEAVE",
    "ABSENT,  COPY,            false, LEAVE",
    "ABSENT,  COPY_IF_CHANGED, false, LEAVE",
    "ABSENT,  LOCKED,          false, LEAVE_LOCKED",
    "NEW,     COPY,            false, COPY_TO_EXTERNAL",
    "NEW,     COPY_IF_CHANGED, false, COPY_TO_EXTERNAL",
    "NEW,     LOCKED,          false, LEAVE_LOCKED",
    "NEW,     COPY,            true,  LEAVE_QUARANTINED",
    "NEW,     COPY_IF_CHANGED, true,  LEAVE_QUARANTINED",
    "NEW,     LOCKED,          true,  LEAVE_LOCKED",
    "SAME,    COPY,            false, COPY_TO_EXTERNAL",
    "SAME,    COPY_IF_CHANGED, false, LEAVE",
    "SAME,    LOCKED,          false, LEAVE_LOCKED",
    "SAME,    COPY,            true,  LEAVE_QUARANTINED",
    "SAME,    COPY_IF_CHANGED, true,  LEAVE",
    "CHANGED, COPY,            false, COPY_TO_EXTERNAL",
    "CHANGED, COPY_IF_CHANGED, false, COPY_TO_EXTERNAL",
    "CHANGED, LOCKED,          false, LEAVE_LOCKED",
    "CHANGED, COPY,            true,  LEAVE_QUARANTINED",
    "CHANGED, COPY_IF_CHANGED, true,  LEAVE_QUARANTINED",
    "CHANGED, LOCKED,          true,  LEAVE_LOCKED"
  })
  void push_and_its_mirror_pull(State source, Code code, boolean quarantined, Action action) {
    for (State other : State.values()) {
      Situation pushed = new Situation(source, other, code, quarantined);
      assertThat(Planner.push().decide(pushed)).isEqualTo(action);
      Situation pulled = new Situation(other, source, code, quarantined);
      assertThat(Planner.pull().decide(pulled)).isEqualTo(action.mirrored());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UNSEEN,  COPY,            LEAVE",
    "UNSEEN,  COPY_IF_CHANGED, LEAVE",
    "ABSENT,  COPY,            LEAVE",
    "ABSENT,  COPY_IF_CHANGED, LEAVE",
    "NEW,     COPY,            MARK",
    "NEW,     COPY_IF_CHANGED, MARK",
    "NEW,     LOCKED,          LEAVE_LOCKED",
    "SAME,    COPY,            MARK",
    "SAME,    COPY_IF_CHANGED, LEAVE",
    "CHANGED, COPY,            MARK",
    "CHANGED, COPY_IF_CHANGED, MARK",
    "CHANGED, LOCKED,          LEAVE_LOCKED"
  })
  void mark(State local, Code code, Action action) {
    for (State other : State.values()) {
      assertThat(Planner.mark().decide(new Situation(local, other, code, false)))
          .isEqualTo(action);
      assertThat(Planner.mark().decide(new Situation(local, other, code, true))).isEqualTo(action);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UNSEEN,  COPY_IF_CHANGED, LEAVE",
    "ABSENT,  COPY_IF_CHANGED, LEAVE",
    "NEW,     COPY,            LEAVE",
    "NEW,     COPY_IF_CHANGED, MARK",
    "NEW,     LOCKED,          LEAVE_LOCKED",
    "SAME,    COPY,            LEAVE",
    "SAME,    COPY_IF_CHANGED, LEAVE",
    "CHANGED, COPY,            LEAVE",
    "CHANGED, COPY_IF_CHANGED, LEAVE",
    "CHANGED, LOCKED,          LEAVE_LOCKED"
  })
  void mark_new(State local, Code code, Action action) {
    for (State other : State.values()) {
      assertThat(Planner.markNew().decide(new Situation(local, other, code, false)))
          .isEqualTo(action);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SAME,    FORCE,     ADOPT", "SAME,    KEEP_CODE, ADOPT",
    "CHANGED, FORCE,     FORCE", "CHANGED, KEEP_CODE, FORCE",
    "NEW,     FORCE,     FORCE", "NEW,     KEEP_CODE, FORCE",
    "ABSENT,  FORCE,     FORCE", "ABSENT,  KEEP_CODE, REMEMBER",
    "UNSEEN,  FORCE,     LEAVE", "UNSEEN,  KEEP_CODE, LEAVE"
  })
  void adopt(State external, Planner.Missing missing, Action action) {
    Planner planner = Planner.adopt(missing);
    for (Code code : new Code[] {Code.COPY, Code.COPY_IF_CHANGED}) {
      assertThat(planner.decide(new Situation(State.NEW, external, code, false)))
          .isEqualTo(action);
    }
    assertThat(planner.decide(new Situation(State.NEW, external, Code.LOCKED, false)))
        .isEqualTo(Action.LEAVE_LOCKED);
  }

  @ParameterizedTest
  @EnumSource(Action.class)
  void mirroring_twice_changes_nothing(Action action) {
    assertThat(action.mirrored().mirrored()).isEqualTo(action);
    assertThat(action.mirrored().copies()).isEqualTo(action.copies());
  }
}
