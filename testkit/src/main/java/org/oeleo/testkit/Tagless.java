package org.oeleo.testkit;

import java.io.IOException;
import java.util.Optional;
import org.oeleo.spi.Connector;
import org.oeleo.spi.Content;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.RelativePath;

/** A store that knows nothing of a file but its size and modified time. Safe for many threads. */
public final class Tagless extends ForwardingConnector {
  /** The same store, knowing less; closing this closes it. */
  public Tagless(Connector wrapped) {
    super(wrapped);
  }

  private static FileEntry plain(FileEntry entry) {
    return FileEntry.of(entry.path(), entry.size(), entry.modified());
  }

  @Override
  public void list(ListRequest request, EntrySink sink) throws IOException {
    super.list(request, new EntrySink() {
      @Override
      public void file(FileEntry entry) {
        sink.file(plain(entry));
      }

      @Override
      public void leftOut(String name, String reason) {
        sink.leftOut(name, reason);
      }
    });
  }

  @Override
  public Optional<FileEntry> stat(RelativePath path) throws IOException {
    return super.stat(path).map(Tagless::plain);
  }

  @Override
  public FileEntry write(RelativePath path, Content content) throws IOException {
    return plain(super.write(path, content));
  }
}
