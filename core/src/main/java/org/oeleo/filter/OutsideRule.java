package org.oeleo.filter;

import java.util.Optional;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.RelativePath;

/** Nothing in a folder, whatever the case of letters. */
record OutsideRule(RelativePath folder) implements Rule {
  @Override
  public Optional<String> whyNot(FileEntry file) {
    return isInside(file.path()) ? Optional.of("is in " + folder) : Optional.empty();
  }

  @Override
  public boolean enters(RelativePath other) {
    return !isInside(other);
  }

  private boolean isInside(RelativePath path) {
    return Case.IGNORED.fold(path + "/").startsWith(Case.IGNORED.fold(folder + "/"));
  }
}
