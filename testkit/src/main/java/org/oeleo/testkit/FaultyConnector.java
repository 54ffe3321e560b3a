package org.oeleo.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.Connector;
import org.oeleo.spi.Content;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.RelativePath;

/**
 * A connector that goes wrong on request, and remembers what it was asked. Safe for many threads.
 *
 * <pre>{@code
 * FaultyConnector faulty = new FaultyConnector(store.open());
 * faulty.inject(Fault.on(Operation.MOVE).atCall(1).losesAcknowledgement());
 * ...
 * assertThat(faulty.calls(Operation.WRITE)).hasSize(1);
 * }</pre>
 */
public final class FaultyConnector extends ForwardingConnector {
  private record Armed(Fault fault, AtomicInteger seen) {
    boolean hits(Call call) {
      return fault.concerns(call) && fault.hits(seen.incrementAndGet());
    }
  }

  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final List<Armed> armed = new CopyOnWriteArrayList<>();
  private final Set<RelativePath> recent = ConcurrentHashMap.newKeySet();
  private final Patience untilClosed = new Patience();

  /**
   * Wraps a connector, which does everything right until a fault is injected, and is closed with
   * this one.
   */
  public FaultyConnector(Connector wrapped) {
    super(wrapped);
  }

  /** From now on this goes wrong too; a fault's calls are counted from here. */
  public FaultyConnector inject(Fault fault) {
    armed.add(new Armed(fault, new AtomicInteger()));
    return this;
  }

  /**
   * From the next call on nothing goes wrong any more. What hangs already, hangs until the close.
   */
  public void heal() {
    armed.clear();
    recent.clear();
  }

  /** Every call so far, in the order of their beginnings. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /** Every call of one operation so far. */
  public List<Call> calls(Operation operation) {
    return calls.stream().filter(call -> call.operation() == operation).toList();
  }

  /** Every call so far that changes what the store holds. */
  public List<Call> changes() {
    return calls.stream().filter(call -> call.operation().isChange()).toList();
  }

  private List<Effect> begin(Operation operation, RelativePath... paths) throws IOException {
    Call call = new Call(operation, List.of(paths));
    calls.add(call);
    List<Effect> effects = armed.stream()
        .filter(one -> one.hits(call))
        .map(one -> one.fault().effect())
        .toList();
    for (Effect effect : effects) {
      effect.before(untilClosed);
    }
    return effects;
  }

  private static void end(List<Effect> effects) throws IOException {
    for (Effect effect : effects) {
      effect.after();
    }
  }

  @Override
  public void ping() throws IOException {
    List<Effect> effects = begin(Operation.PING);
    wrapped().ping();
    end(effects);
  }

  @Override
  public void list(ListRequest request, EntrySink sink) throws IOException {
    List<Effect> effects = begin(Operation.LIST);
    EntrySink spoilt = sink;
    for (Effect effect : effects) {
      spoilt = effect.list(spoilt, recent);
    }
    try {
      wrapped().list(request, spoilt);
    } catch (Effect.Broken broken) {
      throw broken.failure();
    }
    end(effects);
  }

  @Override
  public Optional<FileEntry> stat(RelativePath path) throws IOException {
    List<Effect> effects = begin(Operation.STAT, path);
    Optional<FileEntry> found = wrapped().stat(path).map(entry -> told(entry, effects));
    end(effects);
    return found;
  }

  private static FileEntry told(FileEntry entry, List<Effect> effects) {
    FileEntry told = entry;
    for (Effect effect : effects) {
      told = effect.tell(told);
    }
    return told;
  }

  @Override
  public InputStream read(RelativePath path, long offset) throws IOException {
    List<Effect> effects = begin(Operation.READ, path);
    InputStream in = wrapped().read(path, offset);
    for (Effect effect : effects) {
      in = effect.read(in, offset, untilClosed);
    }
    return in;
  }

  @Override
  public FileEntry write(RelativePath path, Content content) throws IOException {
    List<Effect> effects = begin(Operation.WRITE, path);
    recent.add(path);
    Content spoilt = content;
    for (Effect effect : effects) {
      spoilt = effect.write(spoilt, untilClosed);
    }
    FileEntry written = wrapped().write(path, spoilt);
    end(effects);
    return effects.isEmpty() ? written : told(asBelieved(written, content), effects);
  }

  /** What a store says that does not notice what happened to the content on its way. */
  private static FileEntry asBelieved(FileEntry written, Content content) {
    return new FileEntry(
        written.path(), content.size(), written.modified(), written.touched(), written.tag());
  }

  @Override
  public void delete(RelativePath path) throws IOException {
    List<Effect> effects = begin(Operation.DELETE, path);
    wrapped().delete(path);
    end(effects);
  }

  @Override
  public boolean deleteFolder(RelativePath folder) throws IOException {
    List<Effect> effects = begin(Operation.DELETE, folder);
    boolean gone = wrapped().deleteFolder(folder);
    end(effects);
    return gone;
  }

  @Override
  public void close() throws IOException {
    List<Effect> effects = begin(Operation.CLOSE);
    untilClosed.end();
    wrapped().close();
    end(effects);
  }

  @Override
  public void createRoot() throws IOException {
    List<Effect> effects = begin(Operation.CREATE_ROOT);
    wrapped().createRoot();
    end(effects);
  }

  @Override
  public FileEntry move(RelativePath from, RelativePath to) throws IOException {
    List<Effect> effects = begin(Operation.MOVE, from, to);
    recent.add(to);
    FileEntry moved = wrapped().move(from, to);
    end(effects);
    return moved;
  }

  @Override
  public void setModified(RelativePath path, Instant modified) throws IOException {
    List<Effect> effects = begin(Operation.SET_MODIFIED, path);
    wrapped().setModified(path, modified);
    end(effects);
  }

  @Override
  public Optional<Checksum> checksum(RelativePath path, HashAlgorithm algorithm)
      throws IOException {
    List<Effect> effects = begin(Operation.CHECKSUM, path);
    Optional<Checksum> checksum = wrapped().checksum(path, algorithm);
    end(effects);
    return checksum;
  }

  @Override
  public long freeSpace() throws IOException {
    List<Effect> effects = begin(Operation.FREE_SPACE);
    long bytes = wrapped().freeSpace();
    end(effects);
    return bytes;
  }

  @Override
  public void giveUp(RelativePath path, String token) {
    wrapped().giveUp(path, token);
  }

  @Override
  public void sync(Collection<RelativePath> paths) throws IOException {
    List<Effect> effects = begin(Operation.SYNC, paths.toArray(RelativePath[]::new));
    wrapped().sync(paths);
    end(effects);
  }
}
