package org.oeleo.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;
import org.oeleo.spi.Content;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.RelativePath;

/** A small file written to a store, read back and deleted. */
final class Probe {
  private static final Duration SKEW = Duration.ofSeconds(5);

  private Probe() {}

  static List<Finding> of(Connector store, String what) throws IOException {
    byte[] random = new byte[12];
    new SecureRandom().nextBytes(random);
    // Named as the engine's own temporary files, which no worker takes for data.
    RelativePath path = RelativePath.of(".oeleo-" + HexFormat.of().formatHex(random) + ".part");
    byte[] bytes = "oeleo doctor".getBytes(StandardCharsets.UTF_8);
    try {
      FileEntry written = store.write(path, content(bytes));
      byte[] back;
      try (InputStream in = store.read(path, 0)) {
        back = in.readAllBytes();
      }
      Finding writable = Arrays.equals(bytes, back)
          ? Finding.ok(what, "a small file was written, read back and deleted")
          : Finding.fail(what, "what was read is not what was written", "do not use this store");
      return tellsTime(store, written)
          ? List.of(writable, clock(written, what))
          : List.of(writable);
    } finally {
      store.delete(path);
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
