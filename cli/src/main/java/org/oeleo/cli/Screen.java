package org.oeleo.cli;

import java.io.PrintWriter;
import java.util.List;

/**
 * Lines that stay, above lines that are drawn over. Without a terminal only the former. Safe for
 * many threads.
 */
final class Screen implements AutoCloseable {
  private static final String ESC = "\u001b[";
  private static final String RED = ESC + "31m";
  private static final String YELLOW = ESC + "33m";
  private static final String PLAIN = ESC + "0m";

  private final PrintWriter out;
  private final PrintWriter err;
  private final Terminal terminal;
  private List<String> drawn = List.of();

  Screen(PrintWriter out, PrintWriter err, Terminal terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  Terminal terminal() {
    return terminal;
  }

  /** A result. */
  synchronized void say(String line) {
    stay(out, line);
  }

  /** Something that went wrong. */
  synchronized void complain(String line) {
    stay(err, coloured(RED, line));
  }

  /** Something odd. */
  synchronized void warn(String line) {
    stay(err, coloured(YELLOW, line));
  }

  private String coloured(String colour, String line) {
    return terminal.coloured() ? colour + line + PLAIN : line;
  }

  private void stay(PrintWriter to, String line) {
    List<String> before = drawn;
    erase();
    to.println(line);
    to.flush();
    paint(before);
  }

  /** Puts these lines in place of those drawn before; does nothing without a terminal. */
  synchronized void draw(List<String> lines) {
    if (terminal.interactive() && !lines.equals(drawn)) {
      erase();
      paint(lines);
    }
  }

  private void erase() {
    if (drawn.isEmpty()) {
      return;
    }
    StringBuilder codes = new StringBuilder("\r").append(ESC).append("2K");
    for (int i = 1; i < drawn.size(); i++) {
      codes.append(ESC).append("1A").append(ESC).append("2K");
    }
    // Wrapping comes back on, in case this is the last that is drawn.
    out.print(codes.append(ESC).append("?7h"));
    out.flush();
    drawn = List.of();
  }

  private void paint(List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    // Without wrapping: a window made narrower cuts the lines and does not double them.
    out.print(ESC + "?7l" + String.join("\n", lines));
    out.flush();
    drawn = List.copyOf(lines);
  }

  /** Takes away what is drawn. */
  @Override
  public synchronized void close() {
    erase();
  }
}
