package org.oeleo.command;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One argument of a command: text, and placeholders in it. It stays one argument whatever they
 * stand for. Immutable.
 *
 * @param parts one after the other, without anything between them
 */
record Argument(List<Part> parts) {
  /** Text or a placeholder. */
  sealed interface Part {
    /** Itself. */
    record Text(String text) implements Part {}

    /** What it stands for. */
    record Standing(Placeholder placeholder) implements Part {}
  }

  /** Copies the list. */
  Argument {
    parts = List.copyOf(parts);
  }

  /**
   * The argument that is written like this.
   *
   * @throws IllegalArgumentException if a brace neither belongs to a known placeholder nor is
   *     written twice
   */
  static Argument parse(String written) {
    List<Part> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < written.length()) {
      char c = written.charAt(i);
      if (isTwice(written, i)) {
        text.append(c);
        i += 2;
      } else if (c == '{') {
        addText(text, parts);
        int end = written.indexOf('}', i);
        parts.add(new Part.Standing(placeholder(written, i, end)));
        i = end + 1;
      } else if (c == '}') {
        throw flaw("a } without its {");
      } else {
        text.append(c);
        i++;
      }
    }
    addText(text, parts);
    return new Argument(parts);
  }

  private static boolean isTwice(String written, int at) {
    char c = written.charAt(at);
    return (c == '{' || c == '}') && at + 1 < written.length() && written.charAt(at + 1) == c;
  }

  private static void addText(StringBuilder text, List<Part> parts) {
    if (text.length() > 0) {
      parts.add(new Part.Text(text.toString()));
      text.setLength(0);
    }
  }

  private static Placeholder placeholder(String written, int from, int to) {
    if (to < 0) {
      throw flaw("a { without its }");
    }
    String word = written.substring(from + 1, to);
    return Placeholder.of(word).orElseThrow(() -> flaw("{" + word + "}, which stands for nothing"));
  }

  private static IllegalArgumentException flaw(String what) {
    return new IllegalArgumentException("holds " + what + ": there are " + Placeholder.all()
        + "; a brace that is meant is written twice, {{ or }}");
  }

  boolean holdsPlaceholder() {
    return parts.stream().anyMatch(Part.Standing.class::isInstance);
  }

  boolean namesFile() {
    return parts.stream()
        .anyMatch(part ->
            part instanceof Part.Standing standing && standing.placeholder().namesFile());
  }

  /** The bytes it consists of when the placeholders stand for these. */
  byte[] filled(Function<Placeholder, byte[]> meaning) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Part part : parts) {
      if (part instanceof Part.Text text) {
        bytes.writeBytes(text.text().getBytes(StandardCharsets.UTF_8));
      } else if (part instanceof Part.Standing standing) {
        byte[] value = meaning.apply(standing.placeholder());
        boolean optionLike = bytes.size() == 0 && value.length > 0 && value[0] == '-';
        if (optionLike && standing.placeholder().mayLookLikeOption()) {
          // The same file by another spelling, which no program takes for an option.
          bytes.writeBytes("./".getBytes(StandardCharsets.US_ASCII));
        }
        bytes.writeBytes(value);
      }
    }
    return bytes.toByteArray();
  }
}
