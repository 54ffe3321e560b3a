package org.oeleo.ssh.access;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A root as configured, taken apart. Immutable.
 *
 * @param path as the server is asked for it; without a leading slash it is relative to the login
 *     folder, which itself is {@code .}
 */
record RemoteRoot(Optional<HostPort> address, Optional<String> user, String path) {
  private static final Pattern URI =
      Pattern.compile("(?i)(?:sftp|ssh)://(?:([^/]*)@)?([^/@]*)(/.*)?", Pattern.DOTALL);
  private static final Pattern IP_V6 = Pattern.compile("(?<=^|@)\\[[0-9A-Fa-f:.]+(?:%\\w+)?]");
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
    refusePassword(root.substring(root.indexOf("://") + 3));
    Optional<String> user = Optional.ofNullable(uri.group(1)).map(RemoteRoot::user);
    if (uri.group(2).isEmpty()) {
      throw new IllegalArgumentException("names no host: write sftp://user@host/path");
    }
    String path = Optional.ofNullable(uri.group(3)).orElse("/~");
    return new RemoteRoot(Optional.of(address(uri.group(2))), user, relativeToLogin(decode(path)));
  }

  /**
   * What is between a colon and an at sign may be a password, even where it holds a slash and so
   * looks like port and path; nothing more is said about it.
   */
  private static void refusePassword(String rest) {
    String plain = IP_V6.matcher(rest).replaceFirst("");
    int colon = plain.indexOf(':');
    int slash = plain.indexOf('/');
    if (colon >= 0 && (slash < 0 || colon < slash) && plain.indexOf('@', colon) >= 0) {
      throw password();
    }
  }

  private static IllegalArgumentException password() {
    return new IllegalArgumentException("holds a password, which would be seen in logs and"
        + " listings: put it into OELEO_PASSWORD (if it is none, write %40 for the @ of a path)");
  }

  private static String user(String text) {
    String user = decode(text);
    if (user.indexOf(':') >= 0) {
      throw password();
    }
    return user;
  }

  /** Not in the words of {@link HostPort}: a password in the wrong place must not be repeated. */
  private static HostPort address(String text) {
    try {
      return HostPort.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "names no host and port: write sftp://user@host:port/path");
    }
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
        decoded.put((byte) (digit(raw, i + 1) * 16 + digit(raw, i + 2)));
        i += 2;
      } else {
        decoded.put(raw[i]);
      }
    }
    return checked(decoded.flip());
  }

  private static int digit(byte[] raw, int at) {
    int digit = at < raw.length ? Character.digit(raw[at], 16) : -1;
    if (digit < 0) {
      throw new IllegalArgumentException("has a % that is no escape: write %25 for a percent sign");
    }
    return digit;
  }

  private static String checked(ByteBuffer bytes) {
    try {
      String decoded = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      if (decoded.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("holds a NUL, which no path can");
      }
      return decoded;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("has escapes that are not UTF-8", e);
    }
  }
}
