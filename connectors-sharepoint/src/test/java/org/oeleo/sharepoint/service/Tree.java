package org.oeleo.sharepoint.service;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The items of a library and what may be done with them; guarded by the lock of the library. See <a
 * href="https://learn.microsoft.com/graph/onedrive-addressing-driveitems">addressing</a>, <a
 * href="https://learn.microsoft.com/graph/api/driveitem-put-content">put content</a>, <a
 * href="https://learn.microsoft.com/graph/api/driveitem-post-children">create folder</a>, <a
 * href="https://learn.microsoft.com/graph/api/driveitem-move">move</a> and <a
 * href="https://learn.microsoft.com/graph/api/driveitem-delete">delete</a>.
 */
final class Tree {
  private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final String serverPath;
  private final Clock clock;
  private final Map<String, Item> items = new HashMap<>();
  private final List<Item> bin = new ArrayList<>();
  private final RandomGenerator random = new SecureRandom();
  private final Item root;

  /** What is put into a library and how; the path is the server's, without a slash before it. */
  Tree(String serverPath, Clock clock) {
    this.serverPath = serverPath;
    this.clock = clock;
    this.root = Item.folder(newId(), Place.ROOT, clock.instant());
    items.put(root.id, root);
  }

  /** A change of an item: what is empty stays. */
  record Change(Optional<String> name, Optional<Place> parent, Terms terms) {}

  private String newId() {
    StringBuilder id = new StringBuilder("01");
    for (int i = 0; i < 32; i++) {
      id.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return id.toString();
  }

  Item root() {
    return root;
  }

  long count() {
    return items.size();
  }

  /** What was deleted or replaced by another item, in that order. */
  List<Item> bin() {
    return bin;
  }

  Optional<Item> look(Place place) {
    Optional<Item> item =
        Optional.ofNullable(place.id().equals(Place.ROOT) ? root : items.get(place.id()));
    for (String name : place.way()) {
      item = item.map(folder -> folder.children.get(Names.folded(name)));
    }
    return item;
  }

  Item find(Place place) {
    return look(place).orElseThrow(Refusal::notFound);
  }

  /** The path of a place below the root, whether there is anything or not. */
  String path(Place place) {
    String above = find(place.start()).path();
    String way = String.join("/", place.way());
    return above.isEmpty() || way.isEmpty() ? above + way : above + "/" + way;
  }

  /** The folder at a place, made with those above it where there is none. */
  Item folder(Place place) {
    Optional<Item> there = look(place);
    if (there.isPresent()) {
      return requireFolder(there.get());
    }
    if (place.way().isEmpty()) {
      throw Refusal.notFound();
    }
    Item above = folder(place.parent());
    return attach(Item.folder(newId(), place.name(), clock.instant()), above, place.name());
  }

  private static Item requireFolder(Item item) {
    if (item.isFile()) {
      throw Refusal.nameTaken();
    }
    return item;
  }

  /** A new folder; an old one where the terms allow for it. */
  Item newFolder(Place parent, String name, Conflict conflict) {
    Item above = requireFolder(find(parent));
    Item there = above.children.get(Names.folded(name));
    if (there != null && conflict == Conflict.REPLACE && !there.isFile()) {
      return there;
    }
    String free = freeName(above, name, conflict);
    return attach(Item.folder(newId(), free, clock.instant()), above, free);
  }

  /** What {@link #write} would refuse, said before there is any content. */
  void checkWrite(Place place, Terms terms) {
    Optional<Item> there = look(place);
    find(place.start());
    there.ifPresent(terms::check);
    if (there.isEmpty() && terms.ifMatch().isPresent()) {
      throw Refusal.changedMeanwhile();
    }
    if (place.way().isEmpty()) {
      requireFile(find(place));
      return;
    }
    Names.check(place.name(), serverPath + "/" + String.join("/", place.way()));
    if (there.isPresent() && terms.conflict() != Conflict.RENAME) {
      requireFile(there.get());
      if (terms.conflict() == Conflict.FAIL) {
        throw Refusal.nameTaken();
      }
    }
  }

  private static void requireFile(Item item) {
    if (!item.isFile()) {
      throw Refusal.nameTaken();
    }
  }

  /** Creates or replaces a file; the folders above it come by themselves. */
  Item write(Place place, Content content, Terms terms) {
    checkWrite(place, terms);
    Instant now = clock.instant();
    Item item;
    Optional<Item> there = look(place);
    if (there.isPresent() && (place.way().isEmpty() || terms.conflict() == Conflict.REPLACE)) {
      item = there.get();
      item.replaceContent(content, now);
    } else {
      Item above = folder(place.parent());
      String name = freeName(above, place.name(), terms.conflict());
      item = attach(Item.file(newId(), name, content, now), above, name);
    }
    item.times = terms.times(item.times);
    return item;
  }

  private String freeName(Item folder, String name, Conflict conflict) {
    boolean taken = folder.children.containsKey(Names.folded(name));
    if (taken && conflict != Conflict.RENAME) {
      throw Refusal.nameTaken();
    }
    String free = name;
    for (int i = 1; folder.children.containsKey(Names.folded(free)); i++) {
      int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
      free = name.substring(0, dot) + " " + i + name.substring(dot);
    }
    return free;
  }

  private Item attach(Item item, Item folder, String name) {
    String path = folder.parent.isEmpty() ? name : folder.path() + "/" + name;
    Names.check(name, serverPath + "/" + path);
    if (folder == root && Names.folded(name).equals("forms")) {
      throw Refusal.invalid("The name is reserved.").detailed("invalidPath");
    }
    item.name = name;
    item.parent = Optional.of(folder);
    folder.children.put(Names.folded(name), item);
    items.put(item.id, item);
    return item;
  }

  private void detach(Item item) {
    item.parent.ifPresent(above -> above.children.remove(Names.folded(item.name)));
  }

  /**
   * Renames, moves, and sets times. A rename without times sets that of the last modification to
   * now; times alone make another version, as it is known of SharePoint.
   */
  Item change(Place place, Change change) {
    Item item = find(place);
    change.terms().check(item);
    if (change.name().isPresent() || change.parent().isPresent()) {
      move(item, change);
    }
    Instant now = clock.instant();
    if (change.terms().hasTimes()) {
      item.content.ifPresent(item.versions::add);
    }
    item.times = change.terms().times(new Item.Times(item.times.created(), now));
    item.changed(now);
    return item;
  }

  /** Where a change leads. */
  Place target(Place place, Change change) {
    Item item = find(place);
    Item folder = change.parent().map(this::find).or(() -> item.parent).orElse(root);
    return new Place(folder.id, List.of(change.name().orElse(item.name)));
  }

  private void move(Item item, Change change) {
    Item folder = requireFolder(
        change.parent().map(this::find).orElseGet(() -> item.parent.orElseThrow(Refusal::denied)));
    if (item == root || folder.isWithin(item)) {
      throw Refusal.invalid("The item cannot be moved there.");
    }
    String name = change.name().orElse(item.name);
    Item there = folder.children.get(Names.folded(name));
    Conflict conflict = change.terms().conflict();
    if (there != null && there != item && conflict == Conflict.REPLACE) {
      if (!there.isFile() || !item.isFile()) {
        throw Refusal.nameTaken();
      }
      throwAway(there);
    }
    String free = there == item ? name : freeName(folder, name, conflict);
    String old = item.name;
    Item above = item.parent.orElseThrow(Refusal::denied);
    detach(item);
    try {
      attach(item, folder, free);
    } catch (Refusal e) {
      attach(item, above, old);
      throw e;
    }
  }

  void delete(Place place, Optional<String> ifMatch) {
    Item item = find(place);
    Terms.of(Conflict.FAIL).matching(ifMatch).check(item);
    if (item == root) {
      throw Refusal.denied();
    }
    throwAway(item);
  }

  private void throwAway(Item item) {
    bin.add(item);
    detach(item);
    forget(item);
  }

  private void forget(Item item) {
    items.remove(item.id);
    item.children.values().forEach(this::forget);
  }
}
