package org.oeleo.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;

/**
 * The folders last worked in, kept open: reaching one anew costs more than writing a small file. A
 * kept folder is only used while its path still leads to it, so that one that was renamed, deleted
 * or covered by a mount is noticed. The root stays the one that was opened first: another one in
 * its place is a disk or share that was unmounted, and what is below its mount point is not to be
 * touched. Safe for many threads.
 *
 * <p>Looking costs as much as a step of the work itself, so within {@link #TRUSTED} of a look the
 * next user relies on it. Whoever renames a folder in that time finds in it what was written until
 * then, as if it had been renamed that much later.
 */
final class OpenFolders implements Closeable {
  private static final int MOST = 32;

  /** In nanoseconds. */
  static final long TRUSTED = 5_000_000;

  /** Reaches a folder step by step. */
  interface Way {
    Folder walk() throws IOException;
  }

  /** A folder that stays open while anybody uses it. Guarded by the cache. */
  private static final class Shared {
    private final HeldFolder folder;
    private final Object identity;
    private int users = 1;
    private boolean dropped;
    private volatile long lookedAt;

    private Shared(HeldFolder folder, Object identity, long lookedAt) {
      this.folder = folder;
      this.identity = identity;
      this.lookedAt = lookedAt;
    }
  }

  private final Map<String, Shared> kept = new LinkedHashMap<>(64, 0.75f, true);
  private final LongSupplier nanoTime;
  private boolean closed;

  OpenFolders(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * The folder {@code key} stands for. The caller closes it, and so lets go of it.
   *
   * @param key its path below the root, empty for the root
   * @param way how to reach it if it is not kept
   */
  Folder open(String key, Way way) throws IOException {
    Optional<Shared> known = borrow(key);
    if (known.isPresent()) {
      if (isTrusted(known.get()) || isStillThere(known.get(), key.isEmpty())) {
        return lease(known.get());
      }
      if (key.isEmpty()) {
        giveBack(known.get());
        throw lost(known.get(), way);
      }
      drop(key, known.get());
    }
    long now = nanoTime.getAsLong();
    Folder reached = way.walk();
    return reached instanceof HeldFolder held ? keep(key, held, now) : reached;
  }

  /**
   * Looks whether the root is still the one that was opened first, trusting nothing: what is not
   * found may have gone with it.
   *
   * @param way how to reach the root
   */
  void requireRoot(Way way) throws IOException {
    Optional<Shared> root = borrow("");
    if (root.isEmpty()) {
      return;
    }
    try {
      if (!isStillThere(root.get(), true)) {
        throw lost(root.get(), way);
      }
    } finally {
      giveBack(root.get());
    }
  }

  private boolean isTrusted(Shared shared) {
    return nanoTime.getAsLong() - shared.lookedAt < TRUSTED;
  }

  /** If it is not there at all, reaching it says so. */
  private static IOException lost(Shared root, Way way) throws IOException {
    way.walk().close();
    return new ConnectorException(
        Kind.UNREACHABLE,
        Printable.name(root.folder.place())
            + " is not the folder any more that it was at first: was it unmounted or replaced?");
  }

  private Folder lease(Shared shared) {
    return shared.folder.lent(() -> giveBack(shared));
  }

  private synchronized Optional<Shared> borrow(String key) {
    Optional<Shared> shared = Optional.ofNullable(kept.get(key));
    shared.ifPresent(s -> s.users++);
    return shared;
  }

  /** The root may be a link, nothing below it may. */
  private boolean isStillThere(Shared shared, boolean isRoot) {
    long now = nanoTime.getAsLong();
    try {
      LinkOption[] links =
          isRoot ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
      Path place = shared.folder.place();
      Object found =
          Files.readAttributes(place, BasicFileAttributes.class, links).fileKey();
      boolean same = shared.identity.equals(found);
      if (same) {
        shared.lookedAt = now;
      }
      return same;
    } catch (IOException gone) {
      return false;
    }
  }

  private Folder keep(String key, HeldFolder held, long now) throws IOException {
    Optional<Object> identity = held.identity();
    if (identity.isEmpty()) {
      return held;
    }
    Shared shared = new Shared(held, identity.get(), now);
    List<Shared> surplus = new ArrayList<>();
    synchronized (this) {
      if (closed) {
        shared.dropped = true;
      } else {
        Optional.ofNullable(kept.put(key, shared)).ifPresent(surplus::add);
        shedInto(surplus);
      }
    }
    for (Shared old : surplus) {
      retire(old);
    }
    return lease(shared);
  }

  private void shedInto(List<Shared> surplus) {
    Iterator<Map.Entry<String, Shared>> eldest = kept.entrySet().iterator();
    while (kept.size() > MOST) {
      Map.Entry<String, Shared> next = eldest.next();
      if (!next.getKey().isEmpty()) {
        surplus.add(next.getValue());
        eldest.remove();
      }
    }
  }

  private void drop(String key, Shared shared) throws IOException {
    synchronized (this) {
      kept.remove(key, shared);
    }
    retire(shared);
    giveBack(shared);
  }

  /** Closes it, now or when its last user is done. */
  private void retire(Shared shared) throws IOException {
    boolean unused;
    synchronized (this) {
      unused = !shared.dropped && shared.users == 0;
      shared.dropped = true;
    }
    if (unused) {
      shared.folder.close();
    }
  }

  private void giveBack(Shared shared) throws IOException {
    boolean last;
    synchronized (this) {
      shared.users--;
      last = shared.dropped && shared.users == 0;
    }
    if (last) {
      shared.folder.close();
    }
  }

  @Override
  public void close() throws IOException {
    Map<String, Shared> all;
    synchronized (this) {
      closed = true;
      all = new HashMap<>(kept);
      kept.clear();
    }
    for (Shared shared : all.values()) {
      retire(shared);
    }
  }
}
