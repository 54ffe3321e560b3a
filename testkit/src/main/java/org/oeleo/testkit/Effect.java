package org.oeleo.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.Expectation;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;

/** What a fault does to a call; by default nothing. */
sealed interface Effect {
  /** Before anything is done. */
  default void before(Patience patience) throws IOException {}

  /** To the bytes of a read from {@code offset} on. */
  default InputStream read(InputStream in, long offset, Patience patience) {
    return in;
  }

  /** To the bytes of a write. */
  default Content write(Content content, Patience patience) {
    return content;
  }

  /** To what is listed; {@code recent} is what was written through this connector. */
  default EntrySink list(EntrySink sink, Set<RelativePath> recent) {
    return sink;
  }

  /** To an entry that is told. */
  default FileEntry tell(FileEntry entry) {
    return entry;
  }

  /** After everything is done. */
  default void after() throws IOException {}

  /** Fails at once. */
  record Fails(Kind kind) implements Effect {
    @Override
    public void before(Patience patience) throws IOException {
      throw new ConnectorException(kind, "injected");
    }
  }

  /** Asks for a pause. */
  record Throttles(Duration retryAfter) implements Effect {
    @Override
    public void before(Patience patience) throws IOException {
      throw ConnectorException.throttled("injected", retryAfter);
    }
  }

  /** Does not answer. */
  record Hangs() implements Effect {
    @Override
    public void before(Patience patience) throws IOException {
      patience.hang();
    }
  }

  /** Does it, and does not say so. */
  record LosesAcknowledgement() implements Effect {
    @Override
    public void after() throws IOException {
      throw new ConnectorException(Kind.UNREACHABLE, "injected after it was done");
    }
  }

  /** Tells a wrong size. */
  record LiesAboutSize(long difference) implements Effect {
    @Override
    public FileEntry tell(FileEntry entry) {
      return new FileEntry(
          entry.path(),
          Math.max(0, entry.size() + difference),
          entry.modified(),
          entry.touched(),
          entry.tag());
    }

    @Override
    public EntrySink list(EntrySink sink, Set<RelativePath> recent) {
      return new Passing(sink) {
        @Override
        public void file(FileEntry entry) {
          sink.file(tell(entry));
        }
      };
    }
  }

  /** Breaks a listing off. */
  record StopsListing(int count, Optional<Kind> kind) implements Effect {
    @Override
    public EntrySink list(EntrySink sink, Set<RelativePath> recent) {
      return new Passing(sink) {
        private int given;

        @Override
        public void file(FileEntry entry) {
          if (given++ < count) {
            sink.file(entry);
          } else if (kind.isPresent()) {
            throw new Broken(kind.get());
          }
        }
      };
    }
  }

  /** Carries a failure out of a sink, which may throw none that is checked. */
  final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Kind kind;

    Broken(Kind kind) {
      super("injected in the middle of a listing");
      this.kind = kind;
    }

    ConnectorException failure() {
      return new ConnectorException(kind, "injected in the middle of a listing", this);
    }
  }

  /** Does not list what is new. */
  record ListsLate() implements Effect {
    @Override
    public EntrySink list(EntrySink sink, Set<RelativePath> recent) {
      return new Passing(sink) {
        @Override
        public void file(FileEntry entry) {
          if (!recent.contains(entry.path())) {
            sink.file(entry);
          }
        }
      };
    }
  }

  /** Passes everything on that is no file. */
  abstract class Passing implements EntrySink {
    private final EntrySink sink;

    Passing(EntrySink sink) {
      this.sink = sink;
    }

    @Override
    public void leftOut(String name, String reason) {
      sink.leftOut(name, reason);
    }

    @Override
    public void notEntered(String name) {
      sink.notEntered(name);
    }
  }

  /** Damages the bytes at one place. */
  record Damages(long offset, Damage damage) implements Effect {
    @Override
    public InputStream read(InputStream in, long start, Patience patience) {
      return new Damage.Stream(in, start, this, patience);
    }

    @Override
    public Content write(Content content, Patience patience) {
      return new DamagedContent(content, this, patience);
    }
  }

  /**
   * Content whose streams are damaged; cut short, it also says that it is shorter, so that no store
   * notices.
   */
  record DamagedContent(Content whole, Damages damages, Patience patience) implements Content {
    @Override
    public long size() {
      return damages.damage() instanceof Damage.Ends
          ? Math.min(whole.size(), damages.offset())
          : whole.size();
    }

    @Override
    public Instant modified() {
      return whole.modified();
    }

    @Override
    public InputStream open(long offset) throws IOException {
      return damages.read(whole.open(offset), offset, patience);
    }

    @Override
    public boolean continues() {
      return whole.continues();
    }

    @Override
    public Expectation expects() {
      return whole.expects();
    }

    @Override
    public Optional<String> resumeToken() {
      return whole.resumeToken();
    }

    @Override
    public void keepResumeToken(String token) {
      whole.keepResumeToken(token);
    }
  }
}
