package org.oeleo.ssh.access;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.oeleo.spi.Printable;

/**
 * A root as configured, taken apart. Immutable.
 *
 * @param path as the server is asked for it; without a leading slash it is relative to the login
 *     folder, which itself is {@code .}
 */
record RemoteRoot(Optional<HostPort> address, Optional<String> user, String path) {
  private static final Pattern URI =
      Pattern.compile("(?i)(?:sftp|ssh)://(?:([^/]*)@)?([^/@]*)(/.*)?", Pattern.DOTALL);
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:(?:[\\\\/].*)?", Pattern.DOTALL);

  /**
   * Reads a path or an {@code sftp://} or {@code ssh://} URI.
   *
   * @throws IllegalArgumentException with what is wrong; never with a password
   */
  static RemoteRoot parse(String root) {
    String start = root.toLowerCase(Locale.ROOT);
    if (!start.startsWith("sftp://") && !start.startsWith("ssh://")) {
      return new RemoteRoot(Optional.empty(), Optional.empty(), plainPath(root));
    }
    Matcher uri = URI.matcher(root);
    if (!uri.matches()) {
      throw new IllegalArgumentException("is not sftp://user@host:port/path");
    }
    Optional<String> user = Optional.ofNullable(uri.group(1)).map(RemoteRoot::user);
    if (uri.group(2).isEmpty()) {
      throw new IllegalArgumentException("names no host: write sftp://user@host/path");
    }
    String path = Optional.ofNullable(uri.group(3)).orElse("/~");
    return new RemoteRoot(
        Optional.of(HostPort.parse(uri.group(2))), user, relativeToLogin(decode(path)));
  }

  private static String user(String text) {
    if (text.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "holds a password, which would be seen in logs and listings: put it into OELEO_PASSWORD");
    }
    return decode(text);
  }

  private static String relativeToLogin(String path) {
    if (path.equals("/~") || path.equals("/~/")) {
      return ".";
    }
    if (path.startsWith("/~/")) {
      return path.substring(3);
    }
    return path;
  }

  private static String plainPath(String path) {
    if (path.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("holds a NUL, which no path can");
    }
    if (DRIVE.matcher(path).matches()) {
      return "/" + path.replace('\\', '/');
    }
    if (path.isEmpty() || path.equals("~") || path.equals("~/")) {
      return ".";
    }
    return path.startsWith("~/") ? path.substring(2) : path;
  }

  private static String decode(String text) {
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer decoded = ByteBuffer.allocate(raw.length);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == '%') {
        decoded.put((byte) (digit(raw, i + 1, text) * 16 + digit(raw, i + 2, text)));
        i += 2;
      } else {
        decoded.put(raw[i]);
      }
    }
    return checked(decoded.flip(), text);
  }

  private static int digit(byte[] raw, int at, String text) {
    int digit = at < raw.length ? Character.digit(raw[at], 16) : -1;
    if (digit < 0) {
      throw new IllegalArgumentException("has a % that is no escape in '" + Printable.name(text)
          + "': write %25 for a percent sign");
    }
    return digit;
  }

  private static String checked(ByteBuffer bytes, String text) {
    try {
      String decoded = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      if (decoded.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("holds a NUL, which no path can");
      }
      return decoded;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "has escapes that are not UTF-8 in '" + Printable.name(text) + "'", e);
    }
  }
}
