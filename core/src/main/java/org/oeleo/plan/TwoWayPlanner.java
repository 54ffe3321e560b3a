package org.oeleo.plan;

import org.oeleo.spi.Code;

/**
 * Carries what happened on either side since both agreed over to the other. A change outlives a
 * deletion; a deletion is carried over only where the other side is still as agreed. Immutable.
 */
record TwoWayPlanner(Conflict conflict) implements Planner {
  @Override
  public Action decide(Situation s) {
    if (s.code() == Code.LOCKED) {
      return Action.LEAVE_LOCKED;
    }
    Action action = decide(s, doubted(s.local(), s), doubted(s.external(), s));
    boolean nothing = action == Action.LEAVE || action == Action.FORGET;
    return s.quarantined() && !nothing ? Action.LEAVE_QUARANTINED : action;
  }

  /** A row that asks for copying has its agreement in doubt: what is there counts as changed. */
  private static State doubted(State state, Situation s) {
    return state == State.SAME && s.code() == Code.COPY ? State.CHANGED : state;
  }

  private Action decide(Situation s, State local, State external) {
    if (external == State.UNSEEN) {
      return Action.LEAVE;
    }
    return switch (local) {
      case ABSENT -> ofMissingLocal(external);
      case SAME -> ofSameLocal(external);
      case NEW, CHANGED -> {
        boolean both = external == State.NEW || external == State.CHANGED;
        yield both ? rivals(s) : Action.COPY_TO_EXTERNAL;
      }
      case UNSEEN -> Action.LEAVE;
    };
  }

  private static Action ofMissingLocal(State external) {
    return switch (external) {
      case ABSENT -> Action.FORGET;
      case SAME -> Action.DELETE_EXTERNAL;
      case NEW, CHANGED -> Action.COPY_TO_LOCAL;
      case UNSEEN -> Action.LEAVE;
    };
  }

  private static Action ofSameLocal(State external) {
    return switch (external) {
      case ABSENT -> Action.DELETE_LOCAL;
      case NEW, CHANGED -> Action.COPY_TO_LOCAL;
      case SAME, UNSEEN -> Action.LEAVE;
    };
  }

  private Action rivals(Situation s) {
    return switch (s.rivals()) {
      case UNSEEN -> Action.COMPARE;
      case EQUAL -> Action.ADOPT;
      case LOCAL_NEWER -> ofDifferent(Action.LOCAL_WINS);
      case EXTERNAL_NEWER -> ofDifferent(Action.EXTERNAL_WINS);
    };
  }

  private Action ofDifferent(Action newer) {
    return switch (conflict) {
      case NEWER -> newer;
      case KEEP_BOTH -> Action.EXTERNAL_WINS;
      case FAIL -> Action.LEAVE_IN_CONFLICT;
    };
  }
}
