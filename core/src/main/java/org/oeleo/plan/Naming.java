package org.oeleo.plan;

import org.oeleo.spi.RelativePath;

/** Under which path a source file lands at the destination. Safe for many threads. */
@FunctionalInterface
public interface Naming {
  /** The target of {@code source}; the same at every call. */
  RelativePath target(RelativePath source);

  /** The folders of the source, at the destination as well. */
  static Naming tree() {
    return source -> source;
  }

  /**
   * All files directly below the destination's root; two that would meet there are an error of the
   * run.
   */
  static Naming flat() {
    return source -> RelativePath.of(source.name());
  }
}
