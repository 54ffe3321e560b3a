package org.oeleo.command;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.NameBytes;
import org.oeleo.spi.Printable;
import org.oeleo.spi.WindowsNames;

/**
 * Names between oeleo, which has them as text, and this machine, which on POSIX has them as bytes.
 * Java's own conversion loses what the locale cannot say; a path's URI keeps it.
 */
final class NativeNames {
  private static final boolean BYTES = File.separatorChar == '/';

  private NativeNames() {}

  /** What this machine calls the file, exactly; UTF-8 where names are text. */
  static byte[] of(Path file) {
    Path absolute = file.toAbsolutePath();
    if (!BYTES) {
      return absolute.toString().getBytes(StandardCharsets.UTF_8);
    }
    String uri = absolute.toUri().getRawPath();
    // That of a folder ends in a slash.
    int end = uri.length() > 1 && uri.endsWith("/") ? uri.length() - 1 : uri.length();
    ByteArrayOutputStream raw = new ByteArrayOutputStream(end);
    for (int i = 0; i < end; i++) {
      if (uri.charAt(i) == '%') {
        raw.write(HexFormat.fromHexDigits(uri, i + 1, i + 3));
        i += 2;
      } else {
        raw.write(uri.charAt(i));
      }
    }
    return raw.toByteArray();
  }

  /** The bytes of a path or name as oeleo writes it. */
  static byte[] of(String text) {
    return BYTES ? NameBytes.toBytes(text) : text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The file of this name in a folder.
   *
   * @throws ConnectorException INVALID_NAME if this machine has no such name
   */
  static Path in(Path folder, String name) throws ConnectorException {
    Optional<String> flaw = BYTES
        ? Optional.of("stands for no file name of this machine")
            .filter(text -> !NameBytes.toText(NameBytes.toBytes(name)).equals(name))
        : WindowsNames.flaw(name);
    if (flaw.isPresent()) {
      throw new ConnectorException(Kind.INVALID_NAME, Printable.name(name) + " " + flaw.get());
    }
    if (!BYTES) {
      return folder.resolve(name);
    }
    StringBuilder uri = new StringBuilder("file:///");
    for (byte b : NameBytes.toBytes(name)) {
      uri.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
    }
    return folder.resolve(Path.of(URI.create(uri.toString())).getFileName());
  }

  /**
   * The text that Java hands on as exactly these bytes; empty if none is. Which charset it uses
   * differs between releases, so it has to be right in both.
   */
  static Optional<String> asArgument(byte[] raw) {
    String text = new String(raw, StandardCharsets.UTF_8);
    boolean exact = !BYTES
        || (Arrays.equals(text.getBytes(Charset.defaultCharset()), raw)
            && Arrays.equals(text.getBytes(charsetOfNames()), raw));
    return exact ? Optional.of(text) : Optional.empty();
  }

  private static Charset charsetOfNames() {
    return Charset.forName(
        System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name()));
  }
}
