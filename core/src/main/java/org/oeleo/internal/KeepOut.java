package org.oeleo.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.oeleo.filter.Dated;
import org.oeleo.filter.Filter;
import org.oeleo.spi.RelativePath;

/**
 * Folders of dated files that another program asks to leave alone, by a file in them. Asks the
 * source once for each. One thread at a time.
 */
final class KeepOut {
  private final Optional<Dated> dated;
  private final Ends ends;
  private final Map<RelativePath, Boolean> markers = new HashMap<>();

  KeepOut(Filter filter, Ends ends) {
    this.dated = filter.dated();
    this.ends = ends;
  }

  /** Whether this file, or folder, is to be left alone. */
  boolean covers(RelativePath path) throws SideException {
    if (dated.isEmpty()) {
      return false;
    }
    RelativePath marker = dated.get().marker(path);
    Optional<Boolean> known = Optional.ofNullable(markers.get(marker));
    if (known.isPresent()) {
      return known.get();
    }
    boolean there =
        SideException.on(ends.sourceSide(), () -> ends.source().stat(marker)).isPresent();
    markers.put(marker, there);
    return there;
  }

  /** Why it is, for a person. */
  Filter.Doubt doubt(RelativePath path) {
    RelativePath marker = dated.orElseThrow().marker(path);
    String folder = marker.parent().map(RelativePath::toString).orElse("everything");
    return new Filter.Doubt(folder, "another program asks for that with its file " + marker);
  }
}
