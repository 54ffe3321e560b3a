package org.oeleo.testkit.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.HashAlgorithm;

/**
 * A source folder in which files come, change and go, also while a program works on it. Remembers
 * every version that it ever made. One thread changes it at a time; any may ask for versions.
 */
public final class ChangingSource {
  private static final String[] FOLDERS = {"", "day 1/", "day 2/", "day 2/målinger/"};
  private static final int LARGEST = 60_000;

  /** Longer than the clock tick of a file system, so that every change shows in the times. */
  private static final int PAUSE = 12;

  private final Path root;
  private final Path staging;
  private final Random random;
  private final Map<String, Set<String>> versions = new ConcurrentHashMap<>();
  private final Map<String, byte[]> now = new TreeMap<>();
  private String last = "";
  private int number;

  /** An empty one; {@code staging} is a folder on the same disk that nobody copies from. */
  public ChangingSource(Path root, Path staging, long seed) throws IOException {
    this.root = Files.createDirectories(root);
    this.staging = Files.createDirectories(staging);
    this.random = new Random(seed);
  }

  /** Whether the file of this name ever had this SHA-256. */
  public boolean wasVersion(String name, String hash) {
    return versions.getOrDefault(name, Set.of()).contains(hash);
  }

  /** The SHA-256 of every file there is now. */
  public Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    now.forEach((name, bytes) -> files.put(name, hash(bytes)));
    return files;
  }

  /** New files, so many. */
  public void add(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      create();
    }
  }

  /** Makes or replaces one file of so many bytes. */
  public void put(String name, int size) throws IOException {
    replace(name, noise(size));
  }

  /** Takes one away. */
  public void remove(String name) throws IOException {
    now.remove(name);
    Files.delete(root.resolve(name));
  }

  /** So many changes of all kinds. */
  public void change(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      change();
    }
  }

  private void change() throws IOException {
    String name = any();
    switch (random.nextInt(8)) {
      case 0, 1 -> create();
      case 2 -> replace(name, noise(random.nextInt(LARGEST)));
      case 3 -> replace(name, noise(contentOf(name).length));
      case 4 -> rewrite(name);
      case 5 -> append(name);
      case 6 -> rename(name);
      default -> {
        if (now.size() > 10) {
          remove(name);
        }
      }
    }
  }

  /** Not the one that was changed just before, so that the times tell both changes. */
  private String any() {
    List<String> names = new ArrayList<>(now.keySet());
    names.remove(last);
    // A large one is not written at one stroke: what is read meanwhile is no version.
    names.removeIf(name -> contentOf(name).length > 2 * LARGEST);
    last = names.get(random.nextInt(names.size()));
    return last;
  }

  private void create() throws IOException {
    String name = FOLDERS[random.nextInt(FOLDERS.length)] + "run " + number++ + ".csv";
    replace(name, noise(random.nextInt(LARGEST)));
  }

  /** As a careful program does it: readers see the old or the new. */
  private void replace(String name, byte[] content) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Path made = Files.write(staging.resolve("made"), content);
    remember(name, content);
    Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** As an instrument does it: other bytes of the same size, in the same file, at one stroke. */
  private void rewrite(String name) throws IOException {
    byte[] content = noise(contentOf(name).length);
    remember(name, content);
    atOneStroke(name, content, StandardOpenOption.WRITE);
  }

  private void append(String name) throws IOException {
    byte[] old = contentOf(name);
    byte[] more = noise(1 + random.nextInt(5000));
    byte[] content =
        ByteBuffer.allocate(old.length + more.length).put(old).put(more).array();
    remember(name, content);
    atOneStroke(name, more, StandardOpenOption.APPEND);
  }

  private void atOneStroke(String name, byte[] bytes, OpenOption how) throws IOException {
    try (FileChannel file = FileChannel.open(root.resolve(name), Set.of(how))) {
      if (file.write(ByteBuffer.wrap(bytes)) != bytes.length) {
        throw new IOException(name + " was written in parts, which is no version");
      }
    }
  }

  private void rename(String name) throws IOException {
    String target = name + "." + number++;
    remember(target, contentOf(name));
    now.remove(name);
    Files.move(root.resolve(name), root.resolve(target), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Before it is there, so that nobody can see a version that is not known. */
  private void remember(String name, byte[] content) {
    versions.computeIfAbsent(name, key -> ConcurrentHashMap.newKeySet()).add(hash(content));
    now.put(name, content);
  }

  private byte[] contentOf(String name) {
    return Objects.requireNonNull(now.get(name));
  }

  private byte[] noise(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String hash(byte[] content) {
    var digest = HashAlgorithm.SHA256.newDigest();
    digest.update(content);
    return Checksum.of(HashAlgorithm.SHA256, digest).value();
  }

  /** Does this while files go on changing; they are at rest afterwards. */
  public <T> T changingWhile(Callable<T> work) throws Exception {
    Background changes = Background.repeat(PAUSE, this::change);
    try {
      return work.call();
    } finally {
      changes.close();
    }
  }
}
