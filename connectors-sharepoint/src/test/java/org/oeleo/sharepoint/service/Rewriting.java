package org.oeleo.sharepoint.service;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * SharePoint's habit of writing properties of its own into Office and HTML files that it receives,
 * so that size and sum are others than those sent; guarded by the lock of the library. See <a
 * href="https://github.com/OneDrive/onedrive-api-docs/issues/935">onedrive-api-docs 935</a> and <a
 * href="https://github.com/rclone/rclone/issues/2599">rclone 2599</a>.
 */
final class Rewriting {
  private static final Set<String> FORMATS = Set.of(
      "doc", "docx", "docm", "dot", "dotx", "xls", "xlsx", "xlsm", "xlsb", "xltx", "ppt", "pptx",
      "pptm", "pot", "potx", "pps", "ppsx", "vsd", "vsdx", "mpp", "pub", "msg", "html", "htm",
      "aspx", "mht", "mhtml", "one");

  private final Contents contents;
  private final Clock clock;
  private final List<Pending> pending = new ArrayList<>();
  private Optional<Duration> delay = Optional.of(Duration.ZERO);

  private record Pending(Item item, Content sent, Instant due) {}

  Rewriting(Contents contents, Clock clock) {
    this.contents = contents;
    this.clock = clock;
  }

  void never() {
    delay = Optional.empty();
  }

  void after(Duration time) {
    delay = Optional.of(time);
  }

  private static boolean touches(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return FORMATS.contains(extension.toLowerCase(Locale.ROOT));
  }

  /** What is stored at once of what was sent. */
  Content stored(String name, Content sent) {
    boolean atOnce = delay.equals(Optional.of(Duration.ZERO));
    return atOnce && touches(name) ? rewritten(sent) : sent;
  }

  private Content rewritten(Content sent) {
    String property = "<!--_dlc_DocId " + UUID.randomUUID() + "-->";
    return contents.longer(sent, property.getBytes(StandardCharsets.US_ASCII));
  }

  /** Notes what is to be rewritten later. */
  void written(Item item) {
    if (delay.isPresent() && !delay.get().isZero() && touches(item.name)) {
      Instant due = clock.instant().plus(delay.get());
      item.content.ifPresent(sent -> pending.add(new Pending(item, sent, due)));
    }
  }

  /** Rewrites what is due. */
  void settle() {
    Instant now = clock.instant();
    rewrite(pending.stream().filter(each -> !each.due().isAfter(now)).toList());
  }

  void rewriteAll() {
    rewrite(List.copyOf(pending));
  }

  private void rewrite(List<Pending> due) {
    for (Pending each : due) {
      if (each.item().content.equals(Optional.of(each.sent()))) {
        each.item().alterContent(rewritten(each.sent()));
      }
    }
    pending.removeAll(due);
  }
}
