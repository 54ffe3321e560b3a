package org.oeleo.sharepoint.service;

import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** Whether somebody gets no answer. */
final class Fails {
  private Fails() {}

  static boolean toAnswer(Supplier<Client.Reply> question) {
    try {
      return question.get().status() == 0;
    } catch (UncheckedIOException e) {
      return true;
    }
  }
}
