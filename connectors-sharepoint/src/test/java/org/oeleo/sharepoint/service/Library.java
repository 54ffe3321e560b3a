package org.oeleo.sharepoint.service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A document library, called a drive by Graph, and what a test may do behind everybody's back.
 * Paths have slashes between their parts and none around. Safe for many threads. See <a
 * href="https://learn.microsoft.com/graph/api/resources/drive">drive</a>.
 */
public final class Library {
  private static final long ROOM = 25L << 40;

  private final Site site;
  private final String id;
  private final String name;
  private final String urlName;
  private final Contents contents;
  private final Tree tree;
  private final Rewriting rewriting;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<String> locked = new HashSet<>();
  private final AtomicLong hiddenHashes = new AtomicLong();
  private volatile long remaining = -1;
  private volatile boolean downloadsHidden;
  private volatile Paging paging = Paging.USUAL;

  Library(Site site, Identity identity, Contents contents, Clock clock) {
    this.site = site;
    this.id = identity.id();
    this.name = identity.name();
    this.urlName = identity.urlName();
    this.contents = contents;
    this.tree = new Tree(site.path().substring(1) + "/" + urlName, clock);
    this.rewriting = new Rewriting(contents, clock);
  }

  record Identity(String id, String name, String urlName) {}

  /** The drive's id. */
  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  public Site site() {
    return site;
  }

  /** The address that a browser shows. */
  public String url() {
    return site.url() + "/" + Texts.encodedPath(urlName);
  }

  /** Does several things at once, as far as anybody else can see. */
  <T> T atomically(Function<Tree, T> work) {
    lock.lock();
    try {
      rewriting.settle();
      return work.apply(tree);
    } finally {
      lock.unlock();
    }
  }

  /** Stores what was sent, or what the service makes of it. */
  Item write(Place place, Content content, Terms terms) {
    return atomically(all -> {
      all.checkWrite(place, terms);
      checkLock(place);
      checkRoom(content.size());
      String file = all.look(place).map(there -> there.name).orElseGet(place::name);
      Item item = all.write(place, rewriting.stored(file, content), terms);
      rewriting.written(item);
      remaining = remaining < 0 ? remaining : remaining - content.size();
      return item;
    });
  }

  void checkLock(Place place) {
    String path = Names.folded(atomically(all -> all.path(place)));
    if (locked.stream().anyMatch(each -> (each + "/").startsWith(path + "/"))) {
      throw Refusal.locked();
    }
  }

  void checkRoom(long size) {
    if (remaining >= 0 && size > remaining) {
      throw Refusal.noSpace();
    }
  }

  long used() {
    return atomically(all -> all.root().size());
  }

  long remaining() {
    return remaining >= 0 ? remaining : ROOM - used();
  }

  Paging paging() {
    return paging;
  }

  /** Whether the next answer shows the sum of a file. */
  boolean showsHash() {
    return hiddenHashes.getAndUpdate(left -> Math.max(0, left - 1)) == 0;
  }

  boolean showsDownloads() {
    return !downloadsHidden;
  }

  // What a test does.

  /** Puts a file as if somebody else had, exactly these bytes. */
  public void put(String path, byte[] bytes) {
    Content content = contents.store(bytes);
    atomically(all -> all.write(Place.of(path), content, Terms.of(Conflict.REPLACE)));
  }

  /** Sets both the times that a client may set. */
  public void times(String path, Instant time) {
    atomically(all -> all.find(Place.of(path)).times = new Item.Times(time, time));
  }

  public void folder(String path) {
    atomically(all -> all.folder(Place.of(path)));
  }

  /** Something that is neither a file nor a folder, like a notebook of OneNote. */
  public void notebook(String path) {
    atomically(all -> {
      Item item = all.folder(Place.of(path));
      item.isPackage = true;
      return item;
    });
  }

  /** Deletes what is there, whoever has it locked. */
  public void delete(String path) {
    atomically(all -> {
      all.delete(Place.of(path), Optional.empty());
      return path;
    });
  }

  public void rename(String path, String newName) {
    Terms terms = Terms.of(Conflict.REPLACE);
    Tree.Change change = new Tree.Change(Optional.of(newName), Optional.empty(), terms);
    atomically(all -> all.change(Place.of(path), change));
  }

  public byte[] read(String path) {
    Optional<Content> content = atomically(all -> all.find(Place.of(path)).content);
    return content.orElseThrow(Refusal::notFound).bytes();
  }

  public boolean exists(String path) {
    return atomically(all -> all.look(Place.of(path)).isPresent());
  }

  /** A file or folder as it is stored. */
  public Stored stored(String path) {
    return atomically(all -> Stored.of(all.find(Place.of(path))));
  }

  /** The paths of all files. */
  public List<String> names() {
    return atomically(all -> {
      List<String> names = new ArrayList<>();
      collect(all.root(), names, Item::isFile);
      return names;
    });
  }

  /** The paths of all folders, without the root. */
  public List<String> folders() {
    return atomically(all -> {
      List<String> names = new ArrayList<>();
      collect(all.root(), names, item -> !item.isFile());
      return names;
    });
  }

  private static void collect(Item folder, List<String> names, Function<Item, Boolean> wanted) {
    for (Item item : folder.children.values()) {
      if (wanted.apply(item)) {
        names.add(item.path());
      }
      collect(item, names, wanted);
    }
  }

  /** Earlier contents of a file, the oldest first. */
  public List<byte[]> versions(String path) {
    return atomically(all -> List.copyOf(all.find(Place.of(path)).versions)).stream()
        .map(Content::bytes)
        .toList();
  }

  /** The files and folders that were deleted or replaced by others, in that order. */
  public List<Stored> recycled() {
    return atomically(all -> all.bin().stream().map(Stored::of).toList());
  }

  /** The content of a file in the recycle bin, the last one of that path. */
  public byte[] readRecycled(String path) {
    return atomically(all -> all.bin().stream()
            .filter(item -> item.path().equals(path))
            .reduce((first, second) -> second)
            .flatMap(item -> item.content))
        .orElseThrow(Refusal::notFound)
        .bytes();
  }

  /** Somebody has the file open: nobody may change, move or delete it. */
  public void lock(String path) {
    atomically(all -> locked.add(Names.folded(path)));
  }

  public void unlock(String path) {
    atomically(all -> locked.remove(Names.folded(path)));
  }

  /** So many bytes may still be written. */
  public void remaining(long bytes) {
    remaining = bytes;
  }

  /** Office and HTML files stay as they were sent. */
  public void keepsFilesAsSent() {
    atomically(all -> {
      rewriting.never();
      return all;
    });
  }

  /** Office and HTML files are others at once than those sent, as it is usual. */
  public void rewritesFiles() {
    rewritesFilesAfter(Duration.ZERO);
  }

  /** Office and HTML files become others some time after they were acknowledged as sent. */
  public void rewritesFilesAfter(Duration time) {
    atomically(all -> {
      rewriting.after(time);
      return all;
    });
  }

  /** The time of {@link #rewritesFilesAfter} is over. */
  public void rewriteNow() {
    atomically(all -> {
      rewriting.rewriteAll();
      return all;
    });
  }

  /** The next {@code answers} about a file do not show its sum. */
  public void hideHashes(long answers) {
    hiddenHashes.set(answers);
  }

  /** Items do not say where their bytes are; only their content leads there. */
  public void hideDownloads() {
    downloadsHidden = true;
  }

  /** How folders are listed from now on. */
  public void paging(Paging kind) {
    paging = kind;
  }
}
