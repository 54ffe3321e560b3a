package org.oeleo.sharepoint.service;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What is to go wrong, and when. Safe for many threads. */
public final class Faults {
  private final List<Fault> armed = new CopyOnWriteArrayList<>();

  Faults() {}

  /**
   * The next request of that method ("*" for any) whose path, decoded, has {@code regex} in it.
   * What happens to it is said by what is called on the fault.
   */
  public Fault on(String method, String regex) {
    return new Fault(this, method, regex);
  }

  /** The next {@code count} requests to Graph, whatever they are. */
  public Fault next(int count) {
    return on("*", "^/v1\\.0/|/_api/").times(count);
  }

  void arm(Fault fault) {
    armed.add(fault);
  }

  List<Effect> at(Request request) {
    return armed.stream()
        .filter(fault -> fault.strikes(request.entry()))
        .map(Fault::effect)
        .toList();
  }

  /** Nothing goes wrong any more; what is frozen goes on. */
  public void clear() {
    List<Fault> all = List.copyOf(armed);
    armed.clear();
    all.forEach(Fault::release);
  }
}
