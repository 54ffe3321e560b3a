package org.oeleo.cli.synclink;

import java.util.ArrayList;
import java.util.List;
import org.oeleo.settings.Problem;

/** What is to be told of a file, once all of it was gone through. One thread. */
final class Findings {
  private final String file;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  Findings(String file) {
    this.file = file;
  }

  void problem(int line, String text) {
    problems.add(new Problem(file, "line " + line + ": " + text));
  }

  void remark(int line, String text) {
    remarks.add(file + " line " + line + ": " + text);
  }

  List<Problem> problems() {
    return problems;
  }

  List<String> remarks() {
    return remarks;
  }
}
