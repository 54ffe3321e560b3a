package org.oeleo.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.oeleo.sharepoint.service.GraphService;
import org.oeleo.sharepoint.service.Library;
import org.oeleo.sharepoint.service.UploadSession;
import org.oeleo.testkit.crash.Destination;

/**
 * A library, as the service itself sees it; sessions that are not finished are what is temporary.
 */
record LibraryDestination(GraphService service, Library library) implements Destination {
  @Override
  public Set<String> names() {
    return new TreeSet<>(library.names());
  }

  @Override
  public Set<String> temporaryNames() {
    return service.sessions().open().stream()
        .map(UploadSession::path)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public InputStream open(String name) throws IOException {
    try {
      return new ByteArrayInputStream(library.read(name));
    } catch (RuntimeException e) {
      if (library.exists(name)) {
        throw e;
      }
      NoSuchFileException gone = new NoSuchFileException(name);
      gone.initCause(e);
      throw gone;
    }
  }

  @Override
  public Optional<String> stamp(String name) {
    try {
      return Optional.of(library.stored(name).etag());
    } catch (RuntimeException e) {
      if (library.exists(name)) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
