package org.oeleo.internal;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.oeleo.plan.Action;
import org.oeleo.spi.Side;

/**
 * What a two-way pass is going to do, by kind. Adding is safe for many threads. Whoever made it
 * closes it.
 */
final class Agendas implements AutoCloseable {
  private final Map<Action, Agenda> decided = new EnumMap<>(Action.class);
  private final Map<Side, Agenda> doubtful = new EnumMap<>(Side.class);

  Agendas() {
    for (Action action : Action.values()) {
      decided.put(action, new Agenda());
    }
    for (Side side : Side.values()) {
      doubtful.put(side, new Agenda());
    }
  }

  /** What is to be done with this one. */
  void add(Action action, Pair pair) {
    of(action).add(pair, moved(action, pair));
  }

  /** This one has to be read before anybody can say what is to be done with it. */
  void doubt(Pair pair) {
    Side there = pair.local().present().isPresent() ? Side.LOCAL : Side.EXTERNAL;
    ofDoubtful(there).add(pair, 0);
  }

  Agenda of(Action action) {
    return java.util.Objects.requireNonNull(decided.get(action));
  }

  /** Those that are to be read, and are there on this side. */
  Agenda ofDoubtful(Side side) {
    return java.util.Objects.requireNonNull(doubtful.get(side));
  }

  private static long moved(Action action, Pair pair) {
    return switch (action) {
      case COPY_TO_EXTERNAL, LOCAL_WINS -> size(pair.local());
      case COPY_TO_LOCAL, EXTERNAL_WINS -> size(pair.external());
      default -> 0;
    };
  }

  private static long size(View view) {
    return view.present().map(file -> file.entry().size()).orElse(0L);
  }

  @Override
  public void close() throws IOException {
    for (Agenda agenda : decided.values()) {
      agenda.close();
    }
    for (Agenda agenda : doubtful.values()) {
      agenda.close();
    }
  }
}
