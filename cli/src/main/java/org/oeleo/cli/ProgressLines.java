package org.oeleo.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.oeleo.spi.Printable;

/** The state of a pass as text; a pure function. */
final class ProgressLines {
  private ProgressLines() {}

  /** One line on the whole and, if a file is on its way, one on that. */
  static List<String> of(Progress.Snapshot now, int columns) {
    String whole = fit(whole(now), columns);
    return now.current().path().isEmpty()
        ? List.of(whole)
        : List.of(whole, fit(current(now.current(), columns), columns));
  }

  /** All in one line, for a log or one of several workers. */
  static String whole(Progress.Snapshot now) {
    if (now.waiting().isPresent()) {
      return "waiting: " + now.waiting().get();
    }
    if (now.queued().files() == 0) {
      return "looked at " + Sizes.count(now.finished()) + " of "
          + Sizes.files(Math.max(now.found().files(), now.finished())) + failed(now);
    }
    long files = Math.max(now.queued().files(), now.done().files());
    long bytes = Math.max(now.queued().bytes(), now.done().bytes());
    return Sizes.count(now.done().files()) + " / " + Sizes.files(files) + "  "
        + Sizes.bytes(now.done().bytes()) + " / " + Sizes.bytes(bytes) + "  "
        + Sizes.bytes(now.bytesPerSecond()) + "/s"
        + eta(now, bytes).map(time -> "  " + time + " left").orElse("") + failed(now);
  }

  private static Optional<String> eta(Progress.Snapshot now, long bytes) {
    if (now.bytesPerSecond() == 0) {
      return Optional.empty();
    }
    long seconds = (bytes - now.done().bytes()) / now.bytesPerSecond();
    return Optional.of(Sizes.time(Duration.ofSeconds(seconds)));
  }

  private static String failed(Progress.Snapshot now) {
    return now.failed() == 0 ? "" : "  " + Sizes.count(now.failed()) + " failed";
  }

  private static String current(Progress.Moving file, int columns) {
    long percent = file.size() == 0 ? 100 : file.moved() * 100 / file.size();
    String tail =
        "  " + percent + " %" + (file.others() == 0 ? "" : "  + " + file.others() + " more");
    String name = Printable.name(file.path().map(Object::toString).orElse(""));
    int room = columns - 1 - tail.length() - 2;
    // The end of a path tells more than its beginning.
    boolean tooLong = name.length() > room && room > 4;
    String shown = tooLong ? "..." + tail(name, room - 3) : name;
    return "  " + shown + tail;
  }

  private static String tail(String name, int length) {
    int start = name.length() - length;
    return name.substring(Character.isLowSurrogate(name.charAt(start)) ? start + 1 : start);
  }

  private static String fit(String line, int columns) {
    return line.length() < columns ? line : line.substring(0, columns - 1);
  }
}
