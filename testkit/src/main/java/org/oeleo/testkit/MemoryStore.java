package org.oeleo.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.oeleo.spi.Capabilities;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.RelativePath;

/**
 * Files in memory. Outlives its connectors: what one wrote, the next one opened finds. Safe for
 * many threads.
 */
public final class MemoryStore {
  /** One file; the array is never changed. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
  record Stored(RelativePath path, byte[] bytes, Instant modified, Instant touched, long version) {}

  private final NavigableMap<String, Stored> files = new ConcurrentSkipListMap<>();
  private final AtomicLong versions = new AtomicLong();
  private final Capabilities capabilities;
  private final long capacity;
  private final Clock clock;
  private volatile boolean rooted = true;

  private MemoryStore(Capabilities capabilities, long capacity, Clock clock) {
    this.capabilities = capabilities;
    this.capacity = capacity;
    this.clock = clock;
  }

  /** An empty store that can do everything a local folder can, but for naming a local file. */
  public static MemoryStore empty() {
    return withCapabilities(new Capabilities(
        EnumSet.of(
            Capability.MOVE,
            Capability.RESUME,
            Capability.SET_MODIFIED,
            Capability.FREE_SPACE,
            Capability.CREATE_ROOT),
        List.of(HashAlgorithm.SHA256, HashAlgorithm.MD5),
        Duration.ofNanos(1)));
  }

  /**
   * An empty store that publishes at the end of a write and can neither move nor continue, as
   * object stores do.
   */
  public static MemoryStore ofObjects() {
    return withCapabilities(new Capabilities(
        EnumSet.of(Capability.ATOMIC_WRITE), List.of(HashAlgorithm.MD5), Duration.ZERO));
  }

  /**
   * The same, replacing only what the content expects, checking on receipt, and with tags that tell
   * contents apart: as the best of object stores do.
   */
  public static MemoryStore ofCarefulObjects() {
    return withCapabilities(new Capabilities(
        EnumSet.of(
            Capability.ATOMIC_WRITE,
            Capability.CONDITIONAL_WRITE,
            Capability.VERIFIED_WRITE,
            Capability.CONTENT_TAGS),
        List.of(),
        Duration.ZERO));
  }

  /** An empty store with exactly these promises; LOCAL_FILES cannot be among them. */
  public static MemoryStore withCapabilities(Capabilities capabilities) {
    if (capabilities.has(Capability.LOCAL_FILES)) {
      throw new IllegalArgumentException("files in memory are no local files");
    }
    return new MemoryStore(capabilities, Long.MAX_VALUE, Clock.systemUTC());
  }

  /** An empty store like this one in which {@code bytes} bytes fit altogether. */
  public MemoryStore ofCapacity(long bytes) {
    return new MemoryStore(capabilities, bytes, clock);
  }

  /** An empty store like this one with another clock. */
  public MemoryStore withClock(Clock other) {
    return new MemoryStore(capabilities, capacity, other);
  }

  /** A new connector on these files. The caller closes it. */
  public Connector open() {
    return new MemoryConnector(this);
  }

  /**
   * Takes the root away, with all files; a connector's {@code createRoot} or {@link #restoreRoot}
   * brings an empty one.
   */
  public void removeRoot() {
    rooted = false;
    files.clear();
  }

  /** Makes the root, if it is missing. */
  public void restoreRoot() {
    rooted = true;
  }

  /** Puts a file there without a connector; as modified now. */
  public void put(RelativePath path, byte[] content) {
    store(path, content.clone(), clock.instant());
  }

  /** The bytes of a file, read without a connector. */
  public Optional<byte[]> bytes(RelativePath path) {
    return find(path).map(stored -> stored.bytes().clone());
  }

  /** The paths of all files, in order. */
  public Set<RelativePath> paths() {
    Set<RelativePath> paths = new TreeSet<>();
    files.values().forEach(stored -> paths.add(stored.path()));
    return paths;
  }

  Capabilities capabilities() {
    return capabilities;
  }

  boolean isRooted() {
    return rooted;
  }

  Iterable<Stored> all() {
    return files.values();
  }

  Optional<Stored> find(RelativePath path) {
    return Optional.ofNullable(files.get(key(path)));
  }

  /** Whether a file is below {@code path}, so that it is a folder. */
  boolean isFolder(RelativePath path) {
    String prefix = key(path) + "/";
    return Optional.ofNullable(files.ceilingKey(prefix))
        .map(key -> key.startsWith(prefix))
        .orElse(false);
  }

  Stored store(RelativePath path, byte[] bytes, Instant modified) {
    Stored stored = new Stored(path, bytes, modified, clock.instant(), versions.incrementAndGet());
    files.put(key(path), stored);
    return stored;
  }

  /** Stores it if what is there passes, in one step. */
  Optional<Stored> storeIf(Predicate<Optional<Stored>> passes, RelativePath path, byte[] bytes) {
    Stored[] stored = new Stored[1];
    files.compute(key(path), (key, there) -> {
      if (!passes.test(Optional.ofNullable(there))) {
        return there;
      }
      Instant now = clock.instant();
      stored[0] = new Stored(path, bytes, now, now, versions.incrementAndGet());
      return stored[0];
    });
    return Optional.ofNullable(stored[0]);
  }

  /** The time a write leaves on a file. */
  Instant kept(Instant wanted) {
    return capabilities.has(Capability.SET_MODIFIED) ? wanted : clock.instant();
  }

  /** Puts a file in the place of another in one step; readers have the old array or the new one. */
  boolean rename(RelativePath from, RelativePath to) {
    Optional<Stored> stored = find(from);
    if (stored.isEmpty()) {
      return false;
    }
    store(to, stored.get().bytes(), stored.get().modified());
    if (!key(from).equals(key(to))) {
      remove(from);
    }
    return true;
  }

  /** Removes a file without a connector, if it is there. */
  public void remove(RelativePath path) {
    files.remove(key(path));
  }

  long freeSpace() {
    if (capacity == Long.MAX_VALUE) {
      return capacity;
    }
    long used =
        files.values().stream().mapToLong(stored -> stored.bytes().length).sum();
    return Math.max(0, capacity - used);
  }

  private String key(RelativePath path) {
    return capabilities.has(Capability.CASE_INSENSITIVE)
        ? path.toString().toLowerCase(Locale.ROOT)
        : path.toString();
  }
}
