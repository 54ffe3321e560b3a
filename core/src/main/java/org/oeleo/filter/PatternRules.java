package org.oeleo.filter;

import java.util.List;
import java.util.Optional;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.RelativePath;

/** Patterns in order; the first that matches decides, and what none matches is accepted. */
record PatternRules(List<Choice> choices) implements Rule {
  /** Copies the list. */
  PatternRules {
    choices = List.copyOf(choices);
  }

  /** What becomes of the files that match {@code glob}. */
  record Choice(Verdict verdict, Glob glob) {
    /** Of {@code + *.csv} or {@code - /cache/}. */
    static Choice of(String text, Case letters) {
      boolean signed = text.length() > 2 && Character.isWhitespace(text.charAt(1));
      if (!signed || "+-".indexOf(text.charAt(0)) < 0) {
        throw new IllegalArgumentException("does not begin with '+ ' or '- '");
      }
      Verdict verdict = text.charAt(0) == '+' ? Verdict.INCLUDE : Verdict.EXCLUDE;
      return new Choice(verdict, Glob.of(text.substring(2).strip(), letters));
    }
  }

  enum Verdict {
    INCLUDE,
    EXCLUDE
  }

  @Override
  public Optional<String> whyNot(FileEntry file) {
    for (Choice choice : choices) {
      if (choice.glob.matches(file.path())) {
        return choice.verdict == Verdict.INCLUDE
            ? Optional.empty()
            : Optional.of("is excluded by " + choice.glob);
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean enters(RelativePath folder) {
    for (Choice choice : choices) {
      if (choice.verdict == Verdict.INCLUDE && choice.glob.mayMatchBelow(folder)) {
        return true;
      }
      if (choice.verdict == Verdict.EXCLUDE && choice.glob.covers(folder)) {
        return false;
      }
    }
    return true;
  }
}
