package org.oeleo.ssh.access;

import java.util.Locale;
import java.util.OptionalInt;
import org.oeleo.spi.Printable;

/** A machine by name or number, and a port if one was said. Immutable. */
record HostPort(String host, OptionalInt port) {
  static final int SSH = 22;

  HostPort {
    if (host.isEmpty() || host.startsWith("-") || !host.chars().allMatch(HostPort::mayStand)) {
      throw new IllegalArgumentException("'" + Printable.name(host)
          + "' is no name of a host: write host, host:port or [v6]:port");
    }
    if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65535)) {
      throw new IllegalArgumentException("there is no port " + port.getAsInt());
    }
  }

  private static boolean mayStand(int c) {
    return c > ' ' && c < 0x7f && "/\\@[]\"'`$;|&<>()?*!,".indexOf(c) < 0;
  }

  /** Reads {@code host}, {@code host:port}, {@code [v6]:port} or a bare IPv6 address. */
  static HostPort parse(String text) {
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      if (end < 0 || (end + 1 < text.length() && text.charAt(end + 1) != ':')) {
        throw new IllegalArgumentException("'" + Printable.name(text) + "' is not [address]:port");
      }
      String rest = text.substring(end + 1);
      return new HostPort(
          text.substring(1, end), rest.isEmpty() ? OptionalInt.empty() : portOf(rest.substring(1)));
    }
    int colon = text.indexOf(':');
    if (colon < 0 || text.indexOf(':', colon + 1) >= 0) {
      return new HostPort(text, OptionalInt.empty());
    }
    return new HostPort(text.substring(0, colon), portOf(text.substring(colon + 1)));
  }

  static OptionalInt portOf(String text) {
    if (!text.matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException("'" + Printable.name(text) + "' is no port");
    }
    return OptionalInt.of(Integer.parseInt(text));
  }

  int portOrUsual() {
    return port.orElse(SSH);
  }

  /** As known_hosts names it: {@code host}, or {@code [host]:port} if the port is not 22. */
  String knownName() {
    String name = host.toLowerCase(Locale.ROOT);
    return portOrUsual() == SSH ? name : "[" + name + "]:" + portOrUsual();
  }

  @Override
  public String toString() {
    String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return name + ":" + portOrUsual();
  }
}
