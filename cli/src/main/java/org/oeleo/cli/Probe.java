package org.oeleo.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;
import org.oeleo.spi.Content;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.RelativePath;

/** Files written to a store, read back and deleted: one for each of its ways of writing. */
final class Probe {
  private static final Duration SKEW = Duration.ofSeconds(5);
  private static final int SMALL = 12;

  /** What a store takes in parts may be larger than what a probe should cost. */
  private static final long MOST = 64L << 20;

  private final Connector store;
  private final String what;
  private final List<Finding> findings = new ArrayList<>();

  private Probe(Connector store, String what) {
    this.store = store;
    this.what = what;
  }

  static List<Finding> of(Connector store, String what) throws IOException {
    if (store.capabilities().has(Capability.WRITE_ONLY)) {
      return List.of(Finding.ok(what, "only takes files, so nothing was tried with it"));
    }
    Probe probe = new Probe(store, what);
    FileEntry small = probe.write(SMALL, "a small file");
    OptionalLong large = store.largeFrom();
    if (large.isPresent() && large.getAsLong() <= MOST) {
      probe.write(
          Math.toIntExact(large.getAsLong()),
          "a large file (" + Sizes.bytes(large.getAsLong()) + ", written in another way)");
    }
    if (tellsTime(store, small)) {
      probe.findings.add(clock(small, what));
    }
    return List.copyOf(probe.findings);
  }

  private FileEntry write(int size, String name) throws IOException {
    SecureRandom random = new SecureRandom();
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    byte[] unique = Arrays.copyOf(bytes, SMALL);
    // Named as the engine's own temporary files, which no worker takes for data.
    RelativePath path = RelativePath.of(".oeleo-" + HexFormat.of().formatHex(unique) + ".part");
    try {
      FileEntry written = store.write(path, content(bytes));
      findings.add(
          isReadBack(path, bytes)
              ? Finding.ok(what, name + " was written, read back and deleted")
              : Finding.fail(
                  what, "what was read is not what was written", "do not use this store"));
      return written;
    } finally {
      store.delete(path);
    }
  }

  private boolean isReadBack(RelativePath path, byte[] bytes) throws IOException {
    try (InputStream in = store.read(path, 0)) {
      return Arrays.equals(bytes, in.readAllBytes());
    }
  }

  /** A store whose one time is the one we gave it says nothing of its own clock. */
  private static boolean tellsTime(Connector store, FileEntry written) {
    return !store.capabilities().has(Capability.SET_MODIFIED)
        || !written.touched().equals(written.modified());
  }

  private static Finding clock(FileEntry written, String what) {
    Duration off = Duration.between(written.touched(), Instant.now()).abs();
    return off.compareTo(SKEW) > 0
        ? Finding.warn(
            what,
            "its clock is " + Sizes.time(off) + " off ours",
            "set both by a time server; ages and settling are judged by them")
        : Finding.ok(what, "its clock agrees with ours");
  }

  private static Content content(byte[] bytes) {
    Instant now = Instant.now();
    return new Content() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public Instant modified() {
        return now;
      }

      @Override
      public InputStream open(long offset) {
        return new ByteArrayInputStream(bytes, (int) offset, bytes.length - (int) offset);
      }
    };
  }
}
