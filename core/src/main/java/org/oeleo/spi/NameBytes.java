package org.oeleo.spi;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Names that are bytes, as text without loss; for stores whose names are any bytes.
 *
 * <p>Bytes that are UTF-8 are that text; a byte 0xHH that is not is written {@code ‛HH} (U+201B and
 * two hexadecimal digits, rclone's way), and a U+201B that would be read as such is doubled.
 */
public final class NameBytes {
  /** What a byte that is no UTF-8 begins with. */
  public static final char QUOTE = '\u201b';

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private NameBytes() {}

  /** What {@code raw} reads as; no two names read alike. */
  public static String toText(byte[] raw) {
    return isAscii(raw) ? new String(raw, StandardCharsets.ISO_8859_1) : quoted(smuggled(raw));
  }

  /** As nearly all names are. */
  private static boolean isAscii(byte[] raw) {
    for (byte b : raw) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * The bytes that {@code text} stands for. Some texts stand for none: those whose bytes read as
   * another text.
   */
  public static byte[] toBytes(String text) {
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
