package org.oeleo;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Texts that a parser has to bear: good ones with small faults, and plain noise. */
@SuppressWarnings("exports") // seen by tests only
public final class Mutations {
  /** What breaks parsers: ends, signs, blanks, quotes, wide and odd characters. */
  private static final List<String> PIECES = List.of(
      "",
      "\0",
      "\n",
      "\r\n",
      " ",
      "\t",
      "\"",
      "'",
      "#",
      "=",
      "$",
      "${X}",
      "%",
      "%zz",
      "\\",
      "/",
      "//",
      "..",
      ":",
      ";",
      ",",
      "*",
      "**",
      "[",
      "]",
      "[!",
      "{",
      "}",
      "{,",
      "-",
      "+",
      "0",
      "9",
      "99999999999999999999",
      "-1",
      "1e9",
      "\u0000",
      "\u00a0",
      "\u0130",
      "\u2028",
      "\ufeff",
      "\ud800",
      "\udc00",
      "\ud83d\ude00",
      "\u201b",
      "\u201bFF",
      "a",
      "Z",
      "PT",
      "://");

  private Mutations() {}

  private record Fault(int at, int dropped, String piece) {
    String on(String text) {
      int start = text.isEmpty() ? 0 : Math.floorMod(at, text.length() + 1);
      int end = Math.min(text.length(), start + dropped);
      return text.substring(0, start) + piece + text.substring(end);
    }
  }

  /** Mostly one of these texts with up to six faults; now and then nothing but noise. */
  public static Arbitrary<String> of(List<String> texts) {
    Arbitrary<Fault> fault = Combinators.combine(
            Arbitraries.integers().between(0, 400),
            Arbitraries.integers().between(0, 3),
            Arbitraries.of(PIECES))
        .as(Fault::new);
    Arbitrary<String> mutated = Combinators.combine(
            Arbitraries.of(texts), fault.list().ofMaxSize(6))
        .as((text, faults) -> {
          String result = text;
          for (Fault next : faults) {
            result = next.on(result);
          }
          return result;
        });
    Arbitrary<String> noise =
        Arbitraries.of(PIECES).list().ofMaxSize(12).map(pieces -> String.join("", pieces));
    return Arbitraries.frequencyOf(Tuple.of(5, mutated), Tuple.of(1, noise)).withoutEdgeCases();
  }
}
