package org.oeleo.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.oeleo.spi.Capabilities;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.RelativePath;

/** One way to break a promise each, and the check that has to notice. */
enum Breakage {
  NOTHING("-", good -> good),
  TRUNCATES_WRITES(
      "what_was_written_is_read_again", faulty(Fault.on(Operation.WRITE).truncatesAt(2_097_152))),
  FLIPS_A_BIT_WRITING(
      "what_was_written_is_read_again", faulty(Fault.on(Operation.WRITE).flipsBitAt(32_768))),
  FLIPS_A_BIT_READING(
      "what_was_written_is_read_again", faulty(Fault.on(Operation.READ).flipsBitAt(131_071))),
  LOSES_ANSWERS(
      "a_file_written_twice_is_one_file",
      faulty(Fault.on(Operation.WRITE).atCall(2).losesAcknowledgement())),
  LISTS_ONE_PAGE(
      "listings_around_every_usual_page_size_are_complete",
      faulty(Fault.on(Operation.LIST).stopsAfterFiles(1000))),
  LISTS_LATE("a_file_written_twice_is_one_file", faulty(Fault.on(Operation.LIST).listsLate())),
  LIES_ABOUT_SIZES(
      "a_write_returns_what_a_lookup_finds", faulty(Fault.on(Operation.STAT).liesAboutSize(1))),
  LISTS_TWICE("a_file_written_twice_is_one_file", ListsTwice::new),
  TAKES_A_MISSING_ROOT_FOR_EMPTY(
      "a_missing_root_is_unreachable_and_never_empty", MissingIsEmpty::new),
  MAKES_THE_ROOT("a_missing_root_is_not_made_by_a_write", MakesRoot::new),
  MOVES_BY_COPYING("readers_see_the_old_file_whole_or_the_new_file_whole", MovesByCopying::new),
  MOVES_WITHOUT_PROMISE(
      "without_the_promise_a_move_is_refused",
      good -> promising(good, List.of(Capability.MOVE), List.of())),
  PROMISES_ATOMIC_WRITES(
      "with_atomic_writes_a_failed_write_leaves_the_old_file_whole",
      good -> promising(good, List.of(), List.of(Capability.ATOMIC_WRITE))),
  PROMISES_LOCAL_FILES(
      "a_file_of_this_machine_is_named_if_promised_and_not_otherwise",
      good -> promising(good, List.of(), List.of(Capability.LOCAL_FILES))),
  CONTINUES_ANYTHING("a_part_of_something_else_is_never_continued", ContinuesAnything::new),
  TAKES_SHORT_SOURCES("a_source_shorter_than_it_says_fails_the_write", TakesShortSources::new),
  KEEPS_NO_TIMES("the_modified_time_is_kept_in_the_promised_precision", KeepsNoTimes::new),
  IGNORES_OFFSETS("reading_starts_at_the_offset", IgnoresOffsets::new),
  READS_MISSING_AS_EMPTY("reading_what_is_not_there_says_so", ReadsMissing::new),
  MINDS_DELETING_NOTHING("deleting_what_is_not_there_succeeds", MindsDeleting::new),
  DELETES_FOLDERS("a_folder_that_holds_files_is_never_deleted", DeletesFolders::new),
  HASHES_NAMES("every_promised_hash_is_that_of_the_bytes", HashesNames::new),
  SPOILS_NAMES("a_file_of_any_name_comes_back_or_is_refused", SpoilsNames::new),
  NEVER_CLOSES("every_call_after_the_close_is_unreachable", NeverCloses::new);

  private final String noticedBy;
  private final UnaryOperator<Connector> breaking;

  Breakage(String noticedBy, UnaryOperator<Connector> breaking) {
    this.noticedBy = noticedBy;
    this.breaking = breaking;
  }

  String noticedBy() {
    return noticedBy;
  }

  Connector brokenBy(Connector good) {
    return breaking.apply(good);
  }

  private static UnaryOperator<Connector> faulty(Fault fault) {
    return good -> new FaultyConnector(good).inject(fault);
  }

  private static Connector promising(
      Connector good, List<Capability> without, List<Capability> with) {
    return new ForwardingConnector(good) {
      @Override
      public Capabilities capabilities() {
        Capabilities real = super.capabilities();
        Set<Capability> flags = EnumSet.copyOf(real.flags());
        flags.removeAll(without);
        flags.addAll(with);
        return new Capabilities(flags, real.hashes(), Duration.ofNanos(1));
      }
    };
  }

  private static final class ListsTwice extends ForwardingConnector {
    ListsTwice(Connector good) {
      super(good);
    }

    @Override
    public void list(ListRequest request, EntrySink sink) throws IOException {
      super.list(request, sink);
      super.list(request, sink);
    }
  }

  private static final class MissingIsEmpty extends ForwardingConnector {
    MissingIsEmpty(Connector good) {
      super(good);
    }

    @Override
    public void list(ListRequest request, EntrySink sink) {
      try {
        super.list(request, sink);
      } catch (IOException swallowed) {
        sink.notEntered("nothing there");
      }
    }
  }

  private static final class MakesRoot extends ForwardingConnector {
    MakesRoot(Connector good) {
      super(good);
    }

    @Override
    public FileEntry write(RelativePath path, Content content) throws IOException {
      createRoot();
      return super.write(path, content);
    }
  }

  /** Leaves half a file in place until somebody has seen it, however busy the machine is. */
  private static final class MovesByCopying extends ForwardingConnector {
    private final Semaphore readers = new Semaphore(0);
    private volatile boolean hasReaders = true;

    MovesByCopying(Connector good) {
      super(good);
    }

    @Override
    public InputStream read(RelativePath path, long offset) throws IOException {
      InputStream in = super.read(path, offset);
      readers.release();
      return in;
    }

    private void showHalf() throws IOException {
      readers.drainPermits();
      try {
        hasReaders = hasReaders && readers.tryAcquire(2, 5, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        throw new InterruptedIOException("stopped while waiting for a reader");
      }
    }

    @Override
    public FileEntry move(RelativePath from, RelativePath to) throws IOException {
      FileEntry entry = stat(from).orElseThrow();
      byte[] bytes;
      try (InputStream in = read(from, 0)) {
        bytes = in.readAllBytes();
      }
      byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
      write(to, SampleContent.of(half).modifiedAt(entry.modified()));
      showHalf();
      FileEntry whole = write(to, SampleContent.of(bytes).modifiedAt(entry.modified()));
      delete(from);
      return whole;
    }
  }

  private static final class ContinuesAnything extends ForwardingConnector {
    ContinuesAnything(Connector good) {
      super(good);
    }

    @Override
    public FileEntry write(RelativePath path, Content content) throws IOException {
      return super.write(path, new Altered(content, content.size(), content.modified(), true));
    }
  }

  private static final class TakesShortSources extends ForwardingConnector {
    TakesShortSources(Connector good) {
      super(good);
    }

    @Override
    public FileEntry write(RelativePath path, Content content) throws IOException {
      long size;
      try (InputStream in = content.open(0)) {
        size = in.readAllBytes().length;
      }
      return super.write(path, new Altered(content, size, content.modified(), false));
    }
  }

  private static final class KeepsNoTimes extends ForwardingConnector {
    KeepsNoTimes(Connector good) {
      super(good);
    }

    @Override
    public FileEntry write(RelativePath path, Content content) throws IOException {
      Instant other = content.modified().plusSeconds(1);
      return super.write(path, new Altered(content, content.size(), other, false));
    }
  }

  private static final class IgnoresOffsets extends ForwardingConnector {
    IgnoresOffsets(Connector good) {
      super(good);
    }

    @Override
    public InputStream read(RelativePath path, long offset) throws IOException {
      return super.read(path, 0);
    }
  }

  private static final class ReadsMissing extends ForwardingConnector {
    ReadsMissing(Connector good) {
      super(good);
    }

    @Override
    public InputStream read(RelativePath path, long offset) throws IOException {
      return stat(path).isPresent() ? super.read(path, offset) : InputStream.nullInputStream();
    }
  }

  private static final class MindsDeleting extends ForwardingConnector {
    MindsDeleting(Connector good) {
      super(good);
    }

    @Override
    public void delete(RelativePath path) throws IOException {
      if (stat(path).isEmpty()) {
        throw new ConnectorException(Kind.NOT_FOUND, path + " is not there");
      }
      super.delete(path);
    }
  }

  private static final class DeletesFolders extends ForwardingConnector {
    DeletesFolders(Connector good) {
      super(good);
    }

    @Override
    public void delete(RelativePath path) throws IOException {
      List<RelativePath> below = new ArrayList<>();
      super.list(ListRequest.everything(), new EntrySink() {
        @Override
        public void file(FileEntry entry) {
          below.add(entry.path());
        }

        @Override
        public void leftOut(String name, String reason) {}
      });
      for (RelativePath file : below) {
        if (file.toString().startsWith(path.toString())) {
          super.delete(file);
        }
      }
    }
  }

  private static final class HashesNames extends ForwardingConnector {
    HashesNames(Connector good) {
      super(good);
    }

    @Override
    public Optional<Checksum> checksum(RelativePath path, HashAlgorithm algorithm)
        throws IOException {
      return Optional.of(
          Checksum.of(algorithm, new ByteArrayInputStream(path.toString().getBytes(UTF_8))));
    }
  }

  private static final class SpoilsNames extends ForwardingConnector {
    SpoilsNames(Connector good) {
      super(good);
    }

    @Override
    public FileEntry write(RelativePath path, Content content) throws IOException {
      return super.write(RelativePath.of(path.toString().replace('#', '_')), content);
    }
  }

  private static final class NeverCloses extends ForwardingConnector {
    NeverCloses(Connector good) {
      super(good);
    }

    @Override
    public void close() {}
  }
}
