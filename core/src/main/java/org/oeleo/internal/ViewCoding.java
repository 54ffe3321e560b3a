package org.oeleo.internal;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.RelativePath;

/** How paths and views are spelled in a {@link Spool}. */
final class ViewCoding {
  private static final int UNSEEN = 0;
  private static final int ABSENT = 1;
  private static final int PRESENT = 2;
  private static final int PRESENT_WITH_TAG = 3;

  private ViewCoding() {}

  static void write(RelativePath path, DataOutputStream out) throws IOException {
    writeText(path.toString(), out);
  }

  static RelativePath readPath(DataInputStream in) throws IOException {
    return RelativePath.of(readText(in));
  }

  static void write(View view, DataOutputStream out) throws IOException {
    if (view instanceof View.Present present) {
      FileEntry entry = present.entry();
      out.writeByte(entry.tag().isPresent() ? PRESENT_WITH_TAG : PRESENT);
      out.writeLong(entry.size());
      write(entry.modified(), out);
      write(entry.touched(), out);
      write(present.seen(), out);
      if (entry.tag().isPresent()) {
        writeText(entry.tag().get(), out);
      }
    } else {
      out.writeByte(view instanceof View.Absent ? ABSENT : UNSEEN);
    }
  }

  static View readView(RelativePath path, DataInputStream in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case UNSEEN -> new View.Unseen();
      case ABSENT -> new View.Absent();
      case PRESENT, PRESENT_WITH_TAG -> readPresent(path, in, kind);
      default -> throw new IOException("a temporary file was changed by somebody: view " + kind);
    };
  }

  private static View readPresent(RelativePath path, DataInputStream in, int kind)
      throws IOException {
    long size = in.readLong();
    Instant modified = readTime(in);
    Instant touched = readTime(in);
    Instant seen = readTime(in);
    Optional<String> tag = kind == PRESENT_WITH_TAG ? Optional.of(readText(in)) : Optional.empty();
    return new View.Present(new FileEntry(path, size, modified, touched, tag), seen);
  }

  private static void write(Instant time, DataOutputStream out) throws IOException {
    out.writeLong(time.getEpochSecond());
    out.writeInt(time.getNano());
  }

  private static Instant readTime(DataInputStream in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  private static void writeText(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
