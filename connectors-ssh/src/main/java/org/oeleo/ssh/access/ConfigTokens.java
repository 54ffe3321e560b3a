package org.oeleo.ssh.access;

import java.nio.file.Path;

/** The {@code %} tokens of paths in ssh_config: {@code %d %h %r %u %%}. Immutable. */
record ConfigTokens(Home home, String host, String user) {
  Path path(String text) {
    StringBuilder expanded = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' && i + 1 < text.length()) {
        expanded.append(token(text.charAt(++i)));
      } else {
        expanded.append(c);
      }
    }
    return home.path(expanded.toString());
  }

  private String token(char c) {
    return switch (c) {
      case 'd' -> home.folder().toString();
      case 'h' -> host;
      case 'r' -> user;
      case 'u' -> home.account();
      case '%' -> "%";
      default -> "%" + c;
    };
  }
}
