package org.oeleo.local;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;

/**
 * File names as text, without loss. Immutable.
 *
 * <p>On POSIX a name is any bytes. Bytes that are UTF-8 are that text; a byte 0xHH that is not is
 * written {@code ‛HH} (U+201B and two hexadecimal digits, rclone's way), and a U+201B that would be
 * read as such is doubled. Java's own conversion loses what the locale cannot say (all that is not
 * ASCII under {@code LANG=C}), but a path's URI keeps the bytes; so names go through the URI unless
 * they are plain, which nearly all are. On Windows a name is text already.
 */
final class NameCoding {
  private static final char QUOTE = '\u201b';
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
    return !bytes || isPlain(text) ? text : textOf(rawBytes(name));
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
    byte[] raw = bytesOf(text);
    if (!textOf(raw).equals(text)) {
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
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 && (!utf8 || c == QUOTE || c == REPLACEMENT)) {
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

  /** What {@code raw} reads as; no two names read alike. */
  static String textOf(byte[] raw) {
    return quoted(smuggled(raw));
  }

  /** The bytes that {@code text} stands for. */
  static byte[] bytesOf(String text) {
    ByteArrayOutputStream raw = new ByteArrayOutputStream(text.length() * 2);
    int plain = 0;
    for (int i = text.indexOf(QUOTE); i >= 0; i = text.indexOf(QUOTE, i)) {
      if (isByte(text, i + 1)) {
        raw.writeBytes(text.substring(plain, i).getBytes(StandardCharsets.UTF_8));
        raw.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
        i += 3;
        plain = i;
      } else if (i + 1 < text.length() && text.charAt(i + 1) == QUOTE) {
        raw.writeBytes(text.substring(plain, i + 1).getBytes(StandardCharsets.UTF_8));
        i += 2;
        plain = i;
      } else {
        i++;
      }
    }
    raw.writeBytes(text.substring(plain).getBytes(StandardCharsets.UTF_8));
    return raw.toByteArray();
  }

  /**
   * Decodes UTF-8; each byte that is none becomes one of U+DC80 to U+DCFF, which UTF-8 never gives
   * alone.
   */
  private static String smuggled(byte[] raw) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(raw);
    CharBuffer out = CharBuffer.allocate(raw.length);
    CoderResult result = decoder.decode(in, out, true);
    while (result.isMalformed()) {
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (0xdc00 + (in.get() & 0xff)));
      }
      result = decoder.reset().decode(in, out, true);
    }
    return out.flip().toString();
  }

  private static String quoted(String smuggled) {
    StringBuilder text = new StringBuilder(smuggled.length() + 8);
    for (int i = 0; i < smuggled.length(); i++) {
      char c = smuggled.charAt(i);
      if (Character.isHighSurrogate(c)) {
        text.append(c).append(smuggled.charAt(++i));
      } else if (Character.isLowSurrogate(c)) {
        text.append(QUOTE).append(HEX.toHexDigits((byte) c));
      } else {
        text.append(c);
        if (c == QUOTE && wouldBeMisread(smuggled, i + 1)) {
          text.append(QUOTE);
        }
      }
    }
    return text.toString();
  }

  private static boolean wouldBeMisread(String smuggled, int next) {
    if (next == smuggled.length()) {
      return false;
    }
    char c = smuggled.charAt(next);
    return c == QUOTE || Character.isLowSurrogate(c) || isByte(smuggled, next);
  }

  private static boolean isByte(String text, int at) {
    return at + 1 < text.length()
        && "89ABCDEF".indexOf(text.charAt(at)) >= 0
        && "0123456789ABCDEF".indexOf(text.charAt(at + 1)) >= 0;
  }
}
