package org.oeleo.ssh.access;

import java.nio.file.Path;

/** The folder of the account that runs the program, and what lies in it for ssh. Immutable. */
record Home(Path folder, String account) {
  static Home own() {
    return new Home(Path.of(System.getProperty("user.home")), System.getProperty("user.name"));
  }

  Path ssh(String name) {
    return folder.resolve(".ssh").resolve(name);
  }

  /** A path as people write it: {@code ~} is this folder. */
  Path path(String text) {
    if (text.equals("~")) {
      return folder;
    }
    boolean below = text.startsWith("~/") || text.startsWith("~\\");
    return below ? folder.resolve(text.substring(2)) : Path.of(text);
  }
}
