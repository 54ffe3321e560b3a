package org.oeleo.plan;

import org.oeleo.spi.Code;
import org.oeleo.spi.Side;

/** A mode: what to do with one path, as a pure function of its situation. Safe for many threads. */
@FunctionalInterface
public interface Planner {
  /** The action; never throws. */
  Action decide(Situation situation);

  /**
   * Local files that are new, changed or forced go to the external side. The external side is not
   * looked at: what was deleted or edited there stays so, as with the original oeleo.
   */
  static Planner push() {
    return s -> {
      if (s.code() == Code.LOCKED) {
        return Action.LEAVE_LOCKED;
      }
      boolean wanted = switch (s.local()) {
        case NEW, CHANGED -> true;
        case SAME -> s.code() == Code.COPY;
        case ABSENT, UNSEEN -> false;
      };
      if (!wanted) {
        return Action.LEAVE;
      }
      return s.quarantined() ? Action.LEAVE_QUARANTINED : Action.COPY_TO_EXTERNAL;
    };
  }

  /** Push with the sides swapped. */
  static Planner pull() {
    return mirrored(push());
  }

  /** Every local file counts as copied from now on; nothing is. Locked rows stay locked. */
  static Planner mark() {
    return s -> switch (s.local()) {
      case NEW, CHANGED -> s.code() == Code.LOCKED ? Action.LEAVE_LOCKED : Action.MARK;
      // A row that asks for copying would otherwise send the file in the next run.
      case SAME -> s.code() == Code.COPY ? Action.MARK : Action.LEAVE;
      case ABSENT, UNSEEN -> Action.LEAVE;
    };
  }

  /** The same for files of which nothing is known; what is, stays as it is. */
  static Planner markNew() {
    return s -> {
      if (s.code() == Code.LOCKED) {
        return Action.LEAVE_LOCKED;
      }
      boolean unknown = s.local() == State.NEW && s.code() == Code.COPY_IF_CHANGED;
      return unknown ? Action.MARK : Action.LEAVE;
    };
  }

  /**
   * The original's {@code check(update_db=True)}: a pair in sync is agreed on (code 1), a differing
   * one is copied by the next run (code 0), whatever it was before; locked rows are not touched.
   * Here {@code external} says how the external file compares with the local one.
   *
   * @param missing what a file without a copy gets
   */
  static Planner adopt(Missing missing) {
    return s -> {
      if (s.code() == Code.LOCKED) {
        return Action.LEAVE_LOCKED;
      }
      return switch (s.external()) {
        case SAME -> Action.ADOPT;
        case CHANGED, NEW -> Action.FORCE;
        case ABSENT -> missing == Missing.FORCE ? Action.FORCE : Action.REMEMBER;
        case UNSEEN -> Action.LEAVE;
      };
    };
  }

  /** The same mode, leaving everything that it would not adopt. */
  static Planner onlyAdopting(Planner planner) {
    return s -> {
      Action action = planner.decide(s);
      return action == Action.ADOPT || action == Action.LEAVE_LOCKED ? action : Action.LEAVE;
    };
  }

  /** What adopting does with a file that has no copy. */
  enum Missing {
    /** The next run copies it, even if it was copied and deleted there since. */
    FORCE,
    /** Its row stays as it is; a file without a row gets one that asks for copying. */
    KEEP_CODE
  }

  /** Changes, new files and deletions of either side go to the other. */
  static Planner twoWay(Conflict conflict) {
    return new TwoWayPlanner(conflict);
  }

  /**
   * The same mode, but nothing is ever written on {@code side}: what would be is left. Files of
   * that side still come to the other.
   */
  static Planner sparing(Side side, Planner planner) {
    if (side == Side.LOCAL) {
      return mirrored(sparing(Side.EXTERNAL, mirrored(planner)));
    }
    return s -> {
      Action action = planner.decide(s);
      return switch (action) {
        case COPY_TO_EXTERNAL, DELETE_EXTERNAL -> Action.LEAVE;
        case LOCAL_WINS -> Action.LEAVE_IN_CONFLICT;
        case LEAVE,
            LEAVE_LOCKED,
            LEAVE_QUARANTINED,
            LEAVE_IN_CONFLICT,
            COPY_TO_LOCAL,
            COMPARE,
            EXTERNAL_WINS,
            DELETE_LOCAL,
            FORGET,
            ADOPT,
            FORCE,
            REMEMBER,
            MARK -> action;
      };
    };
  }

  /** The same mode with the sides swapped. */
  static Planner mirrored(Planner planner) {
    return s -> planner.decide(s.mirrored()).mirrored();
  }
}
