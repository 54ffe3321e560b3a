package org.oeleo.filter;

import java.util.List;
import java.util.Optional;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.RelativePath;

/** Only what one of the patterns matches. */
record OnlyRule(List<Glob> globs) implements Rule {
  /** Copies the list. */
  OnlyRule {
    globs = List.copyOf(globs);
  }

  @Override
  public Optional<String> whyNot(FileEntry file) {
    return globs.stream().anyMatch(glob -> glob.matches(file.path()))
        ? Optional.empty()
        : Optional.of("matches none of the patterns to include");
  }

  @Override
  public boolean enters(RelativePath folder) {
    return globs.stream().anyMatch(glob -> glob.mayMatchBelow(folder));
  }
}
