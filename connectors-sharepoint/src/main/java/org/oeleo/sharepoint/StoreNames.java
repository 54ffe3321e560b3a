package org.oeleo.sharepoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;

/**
 * Paths as SharePoint keeps them, and back. Immutable.
 *
 * @param naming what becomes of names that are not taken
 */
record StoreNames(Naming naming) {
  /**
   * The names of a path, outermost first.
   *
   * @param place how long the path is that they go below, and whether that is a library itself
   * @throws ConnectorException INVALID_NAME if SharePoint cannot hold it
   */
  List<String> toStore(RelativePath path, Place place) throws ConnectorException {
    List<String> names = new ArrayList<>();
    int length = place.length();
    for (String name : path.toString().split("/")) {
      String kept = toStore(name);
      boolean topFolder = names.isEmpty() && place.isLibrary() && path.depth() > 1;
      if (topFolder && NameRules.isReservedAtTop(kept)) {
        throw refused(name, "is a name that SharePoint keeps for itself there");
      }
      if (kept.length() > NameRules.LONGEST_NAME) {
        throw refused(name, "is longer than " + NameRules.LONGEST_NAME + " characters");
      }
      names.add(kept);
      length += kept.length() + 1;
    }
    if (length > NameRules.LONGEST_PATH) {
      throw new ConnectorException(
          Kind.INVALID_NAME,
          Printable.name(path) + " is " + length
              + " characters long together with site, library and" + " folder; SharePoint takes "
              + NameRules.LONGEST_PATH);
    }
    return List.copyOf(names);
  }

  /**
   * What paths go below.
   *
   * @param length of the path as the server has it, in characters
   * @param isLibrary whether it is a library itself
   */
  record Place(int length, boolean isLibrary) {}

  private String toStore(String name) throws ConnectorException {
    if (naming == Naming.MAP) {
      return MappedName.toStore(name);
    }
    Optional<String> flaw = NameRules.flaw(name);
    if (flaw.isPresent()) {
      throw refused(name, flaw.get() + " (OELEO_SHAREPOINT_NAMES=map keeps it)");
    }
    return name;
  }

  private static ConnectorException refused(String name, String flaw) {
    return new ConnectorException(
        Kind.INVALID_NAME, "the name " + Printable.name(name) + " " + flaw);
  }

  /** The name that is kept under this one; empty if ours never are. */
  Optional<String> fromStore(String kept) {
    return naming == Naming.MAP ? MappedName.fromStore(kept) : Optional.of(kept);
  }
}
