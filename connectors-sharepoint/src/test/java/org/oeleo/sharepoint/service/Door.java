package org.oeleo.sharepoint.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** Where requests come in and answers go out, with whatever goes wrong between. */
final class Door implements HttpHandler {
  private final ServiceClock clock;
  private final Journal journal;
  private final Faults faults;
  private final Desk desk;

  /** Who knows an answer. */
  interface Desk {
    Answer answer(Request request) throws IOException;
  }

  Door(ServiceClock clock, Journal journal, Faults faults, Desk desk) {
    this.clock = clock;
    this.journal = journal;
    this.faults = faults;
    this.desk = desk;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request = new Request(exchange, clock.instant(), journal);
      Answer answer = answer(request);
      request.entry().answered(answer.status());
      if (!answer.isSilence()) {
        send(exchange, request, answer);
      }
    }
  }

  private Answer answer(Request request) throws IOException {
    List<Effect> effects = faults.at(request);
    for (Effect effect : effects) {
      Optional<Answer> instead = effect.before(request);
      if (instead.isPresent()) {
        return instead.get();
      }
    }
    Answer answer = served(request);
    for (Effect effect : effects) {
      answer = effect.after(answer);
    }
    return answer;
  }

  private Answer served(Request request) throws IOException {
    try {
      return desk.answer(request);
    } catch (Refusal e) {
      return Answer.refusal(e, request);
    } catch (RuntimeException e) {
      journal.failed(e);
      return Answer.refusal(new Refusal(500, "generalException", e.toString()), request);
    }
  }

  private static void send(HttpExchange exchange, Request request, Answer answer)
      throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("request-id", request.id());
    exchange
        .getResponseHeaders()
        .set("client-request-id", request.header("client-request-id").orElse(request.id()));
    drain(exchange, request);
    long length = answer.body().length();
    exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
    if (length > 0) {
      try (InputStream input = answer.body().open()) {
        OutputStream output = exchange.getResponseBody();
        input.transferTo(output);
        output.flush();
      }
    }
  }

  /** A refused body is read to its end, so that the client hears why. */
  private static void drain(HttpExchange exchange, Request request) throws IOException {
    if (!request.method().equals("GET")) {
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
    }
  }
}
