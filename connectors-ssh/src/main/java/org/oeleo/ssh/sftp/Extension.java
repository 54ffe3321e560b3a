package org.oeleo.ssh.sftp;

/** What a server may offer beyond version 3; see PROTOCOL of OpenSSH, section 4. Immutable. */
public enum Extension {
  POSIX_RENAME("posix-rename@openssh.com", "1"),
  STATVFS("statvfs@openssh.com", "2"),
  FSYNC("fsync@openssh.com", "1"),
  LIMITS("limits@openssh.com", "1");

  private final String id;
  private final String version;

  Extension(String id, String version) {
    this.id = id;
    this.version = version;
  }

  String id() {
    return id;
  }

  String version() {
    return version;
  }
}
