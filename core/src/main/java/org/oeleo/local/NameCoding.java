package org.oeleo.local;

import java.io.File;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.NameBytes;
import org.oeleo.spi.Printable;
import org.oeleo.spi.WindowsNames;

/**
 * File names as text, without loss. Immutable.
 *
 * <p>On POSIX a name is any bytes, which {@link NameBytes} writes as text. Java's own conversion
 * loses what the locale cannot say (all that is not ASCII under {@code LANG=C}), but a path's URI
 * keeps the bytes; so names go through the URI unless they are plain, which nearly all are. On
 * Windows a name is text already.
 */
final class NameCoding {
  private static final char REPLACEMENT = '\ufffd';
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final boolean bytes;
  private final boolean utf8;

  private NameCoding(boolean bytes, boolean utf8) {
    this.bytes = bytes;
    this.utf8 = utf8;
  }

  /** The coding for the file systems of this machine. */
  static NameCoding ofThisMachine() {
    boolean posix = File.separatorChar == '/';
    return new NameCoding(posix, posix && javaNamesAreUtf8());
  }

  private static boolean javaNamesAreUtf8() {
    try {
      return Path.of("\u00e9\u4e16").toUri().getRawPath().endsWith("%C3%A9%E4%B8%96");
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** The text of one name that a folder listed. */
  String decode(Path name) {
    String text = name.toString();
    return !bytes || isPlain(text) ? text : NameBytes.toText(rawBytes(name));
  }

  /**
   * The name that decodes to {@code text}.
   *
   * @throws ConnectorException INVALID_NAME if no name does
   */
  Path encode(String text) throws ConnectorException {
    Optional<String> flaw = bytes ? Optional.empty() : WindowsNames.flaw(text);
    if (flaw.isPresent()) {
      throw new ConnectorException(Kind.INVALID_NAME, Printable.name(text) + " " + flaw.get());
    }
    if (!bytes || isPlain(text)) {
      return Path.of(text);
    }
    byte[] raw = NameBytes.toBytes(text);
    if (!NameBytes.toText(raw).equals(text)) {
      throw new ConnectorException(
          Kind.INVALID_NAME, Printable.name(text) + " stands for no file name of this machine");
    }
    return Path.of(URI.create("file:///" + percent(raw))).getFileName();
  }

  /** Whether a path's text is, byte for byte, what Java makes of it. */
  boolean isVerbatim(String text) {
    return bytes && isPlain(text);
  }

  /** The path a person wrote, whatever the locale. */
  Path path(String text) {
    if (!bytes || isPlain(text)) {
      return Path.of(text);
    }
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    Path absolute = Path.of(URI.create("file:///" + percent(raw)));
    return text.startsWith("/") ? absolute : absolute.getRoot().relativize(absolute);
  }

  private boolean isPlain(String text) {
    return utf8
        ? text.indexOf(NameBytes.QUOTE) < 0 && text.indexOf(REPLACEMENT) < 0
        : isAscii(text);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** The URI of an existing folder ends in a slash, and Java looks whether it is one. */
  private static byte[] rawBytes(Path name) {
    String uri = name.toUri().getRawPath();
    int end = uri.endsWith("/") ? uri.length() - 1 : uri.length();
    String last = uri.substring(uri.lastIndexOf('/', end - 1) + 1, end);
    ByteBuffer raw = ByteBuffer.allocate(last.length());
    for (int i = 0; i < last.length(); i++) {
      char c = last.charAt(i);
      if (c == '%') {
        raw.put((byte) HexFormat.fromHexDigits(last, i + 1, i + 3));
        i += 2;
      } else {
        raw.put((byte) c);
      }
    }
    byte[] exact = new byte[raw.position()];
    raw.flip().get(exact);
    return exact;
  }

  private static String percent(byte[] raw) {
    StringBuilder uri = new StringBuilder(raw.length * 3);
    for (byte b : raw) {
      if (b == '/') {
        uri.append('/');
      } else {
        uri.append('%').append(HEX.toHexDigits(b));
      }
    }
    return uri.toString();
  }
}
