package org.oeleo.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a {@code .env} file, looked at for everything that dotenv-java would misread, cut
 * off or drop without a word. One thread at a time; read only after {@link #of}.
 */
final class DotenvScan {
  /** Possessive throughout, so that no line however long costs more than one pass. */
  private static final Pattern ENTRY =
      Pattern.compile("\\s*+(export\\s++)?+([\\w.\\-]++)\\s*+=(\\s*+)(.*+)", Pattern.DOTALL);

  private static final Pattern SECRET_NAME =
      Pattern.compile("PASSWORD|PASSPHRASE|SECRET|TOKEN|_KEY$");

  private final String file;
  private final List<String> lines;
  private final boolean marked;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  private DotenvScan(String file, List<String> lines, boolean marked) {
    this.file = file;
    this.lines = lines;
    this.marked = marked;
  }

  /** {@code marked}: whether a byte order mark stood before {@code text}. */
  static DotenvScan of(String file, String text, boolean marked) {
    DotenvScan scan = new DotenvScan(file, text.lines().toList(), marked);
    int next = 0;
    while (next < scan.lines.size()) {
      next = scan.read(next);
    }
    return scan;
  }

  /**
   * One assignment.
   *
   * @param line where it begins, from 1
   * @param value without quotes
   * @param raw as dotenv-java gives it: without double quotes, but with single ones
   * @param isReadByUsAlone whether dotenv-java drops this line, though its meaning is beyond doubt
   */
  record Entry(int line, String key, String value, String raw, boolean isReadByUsAlone) {}

  /** For each variable the last assignment, which is the one that counts. */
  Collection<Entry> lastEntries() {
    return entries.values();
  }

  List<Problem> problems() {
    return problems;
  }

  List<Problem> warnings() {
    return warnings;
  }

  /** Reads the line at {@code at} and those it goes on in; returns where the next begins. */
  private int read(int at) {
    String line = lines.get(at);
    String stripped = line.strip();
    if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith("////")) {
      return at + 1;
    }
    Matcher matcher = ENTRY.matcher(line);
    if (!matcher.matches()) {
      problem(at, beginning(stripped) + "is not of the form NAME=value; put a # before a comment");
      return at + 1;
    }
    boolean alone = matcher.group(1) != null || (marked && at == 0);
    Assignment found =
        new Assignment(at, matcher.group(2), matcher.group(3), matcher.group(4), alone);
    if (hasHiddenCharacter(line)) {
      problem(at, found.key + " holds an invisible control character; type the line again");
      return at + 1;
    }
    return switch (found.quote()) {
      case '"' -> doubleQuoted(found);
      case '\'' -> singleQuoted(found);
      default -> unquoted(found);
    };
  }

  /** The name a broken line seems to begin with; the rest of it may be a secret. */
  private static String beginning(String line) {
    Matcher name = Pattern.compile("(OELEO_|OA_)[A-Z0-9_]+").matcher(line);
    return name.lookingAt() ? name.group() + "... " : "";
  }

  private static boolean hasHiddenCharacter(String line) {
    return line.chars()
        .anyMatch(c -> (c != '\t' && Character.isISOControl(c)) || c == '\u2028' || c == '\u2029');
  }

  /** {@code rest} is what follows the equals sign and the {@code gap} of blanks behind it. */
  private record Assignment(int at, String key, String gap, String rest, boolean alone) {
    char quote() {
      return rest.isEmpty() ? ' ' : rest.charAt(0);
    }
  }

  private int unquoted(Assignment found) {
    int hash = found.rest.indexOf('#');
    String value = (hash < 0 ? found.rest : found.rest.substring(0, hash)).trim();
    if (hash >= 0 && DotenvFile.isOurs(found.key)) {
      lookAtHash(found, hash);
    }
    if (value.endsWith("\"")) {
      problem(found.at, found.key + " ends in a double quote but does not begin with one");
    }
    expectNoReference(found, value);
    keep(found, value, value);
    return found.at + 1;
  }

  private void lookAtHash(Assignment found, int hash) {
    boolean afterBlank =
        hash == 0 ? !found.gap.isEmpty() : Character.isWhitespace(found.rest.charAt(hash - 1));
    if (!afterBlank) {
      String quotes = found.rest.indexOf('\'') < 0 ? "single" : "double";
      problem(
          found.at,
          found.key + " has an unquoted # that would cut the value off; put the value in " + quotes
              + " quotes");
    } else if (SECRET_NAME.matcher(found.key).find()) {
      warning(
          found.at,
          "what follows the # is taken for a comment, not for a part of " + found.key
              + "; if it belongs to it, put the value in single quotes");
    }
  }

  private int singleQuoted(Assignment found) {
    int end = found.rest.indexOf('\'', 1);
    if (end < 0) {
      problem(
          found.at,
          found.key
              + " begins with a single quote that is not closed in the same line; only a value"
              + " in double quotes may span lines");
      return found.at + 1;
    }
    expectNothingBehind(found, found.rest.substring(end + 1));
    keep(found, found.rest.substring(1, end), found.rest.substring(0, end + 1));
    return found.at + 1;
  }

  private int doubleQuoted(Assignment found) {
    int end = found.rest.indexOf('"', 1);
    if (end < 0) {
      return severalLines(found);
    }
    expectNothingBehind(found, found.rest.substring(end + 1));
    String value = found.rest.substring(1, end);
    expectNoReference(found, value);
    keep(found, value, value);
    return found.at + 1;
  }

  private int severalLines(Assignment found) {
    StringBuilder value = new StringBuilder(found.rest.substring(1));
    for (int at = found.at + 1; at < lines.size(); at++) {
      String line = lines.get(at);
      int end = line.indexOf('"');
      value.append('\n').append(end < 0 ? line : line.substring(0, end));
      if (end >= 0) {
        expectNothingBehind(found, line.substring(end + 1));
        keepSeveralLines(found, value.toString());
        return at + 1;
      }
    }
    problem(found.at, found.key + " begins with a double quote that is never closed");
    return found.at + 1;
  }

  private void keepSeveralLines(Assignment found, String value) {
    if (value.startsWith("\n")) {
      problem(
          found.at,
          found.key
              + " has nothing behind its opening quote in the same line; begin the text there");
    }
    if (found.alone || value.indexOf('#') >= 0 || hasHiddenCharacter(value.replace('\n', ' '))) {
      problem(
          found.at,
          found.key + " spans lines, and so may have neither 'export' before it nor a # in it");
    }
    expectNoReference(found, value);
    keep(found, value, value);
  }

  private void expectNothingBehind(Assignment found, String behind) {
    String text = behind.strip();
    if (!text.isEmpty() && !text.startsWith("#")) {
      problem(
          found.at,
          found.key
              + " has text behind its closing quote; a value that holds one kind of quote goes"
              + " into the other kind");
    }
  }

  private void expectNoReference(Assignment found, String value) {
    if (DotenvFile.isOurs(found.key) && value.contains("${")) {
      problem(
          found.at,
          found.key
              + " holds ${...}, which is not expanded; write the value out, or put it in single"
              + " quotes if it is meant as it stands");
    }
  }

  private void keep(Assignment found, String value, String raw) {
    Entry entry = new Entry(found.at + 1, found.key, value, raw, found.alone);
    Entry older = entries.put(found.key, entry);
    if (older != null && DotenvFile.isOurs(found.key)) {
      warning(found.at, found.key + " is set in line " + older.line + " already; this one counts");
    }
  }

  private void problem(int at, String text) {
    problems.add(new Problem(file, "line " + (at + 1) + ": " + text));
  }

  private void warning(int at, String text) {
    warnings.add(new Problem(file, "line " + (at + 1) + ": " + text));
  }
}
