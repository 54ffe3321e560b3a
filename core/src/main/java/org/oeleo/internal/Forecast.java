package org.oeleo.internal;

import java.io.IOException;
import java.util.List;
import org.oeleo.event.Event;
import org.oeleo.event.Outcome;
import org.oeleo.event.Result;
import org.oeleo.plan.Action;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Side;

/** Tells what a two-way pass would do, instead of doing it. The run's thread only. */
record Forecast(Stage stage, Ends ends) {
  private static final int CHUNK = 500;

  void tell(Agendas agendas) throws IOException {
    tell(agendas.of(Action.COPY_TO_EXTERNAL), Side.LOCAL, "would be copied to the external side");
    tell(agendas.of(Action.COPY_TO_LOCAL), Side.EXTERNAL, "would be copied to the local side");
    tell(agendas.of(Action.LOCAL_WINS), Side.LOCAL, "changed on both sides: the local one wins");
    tell(
        agendas.of(Action.EXTERNAL_WINS),
        Side.EXTERNAL,
        "changed on both sides: the external one wins");
    tell(agendas.of(Action.DELETE_EXTERNAL), Side.EXTERNAL, "would be deleted externally");
    tell(agendas.of(Action.DELETE_LOCAL), Side.LOCAL, "would be deleted locally");
  }

  private void tell(Agenda agenda, Side side, String what) throws IOException {
    agenda.forEach(CHUNK, pairs -> tell(pairs, side, what));
  }

  private void tell(List<Pair> pairs, Side side, String what) {
    for (Pair pair : pairs) {
      FileEntry entry = pair.on(side).present().orElseThrow().entry();
      String place = ends.on(Side.EXTERNAL).locate(pair.path());
      Result result =
          Result.of(pair.path(), place, entry.size(), Outcome.PLANNED).because(what);
      stage.tally().add(result);
      stage.broadcast().send(new Event.FileFinished(result));
    }
  }
}
