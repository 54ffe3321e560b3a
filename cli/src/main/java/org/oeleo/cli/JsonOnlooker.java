package org.oeleo.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.oeleo.Report;
import org.oeleo.event.Event;

/** Writes one JSON object per line for everything that happens. Safe for many threads. */
final class JsonOnlooker implements Onlooker {
  private final String worker;
  private final PrintWriter out;
  private final Clock clock;

  JsonOnlooker(String worker, PrintWriter out, Clock clock) {
    this.worker = worker;
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void on(Event event) {
    write(
        Fields.word(event.getClass()),
        event instanceof Event.FileFinished finished
            ? Fields.of(finished.result())
            : Fields.of((Record) event));
  }

  @Override
  public void reported(Verb verb, Report report) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("verb", Fields.word(verb));
    fields.put("exitCode", report.ending().exitCode());
    fields.putAll(Fields.of(report));
    write("report", fields);
  }

  @Override
  public void failed(String text) {
    write("failed", Map.of("text", text));
  }

  private void write(String event, Map<String, Object> fields) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", Fields.time(clock.instant()));
    line.put("event", event);
    line.put("worker", worker);
    line.putAll(fields);
    String text = Json.of(line);
    synchronized (out) {
      out.println(text);
      out.flush();
    }
  }
}
