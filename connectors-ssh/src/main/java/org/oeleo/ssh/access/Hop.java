package org.oeleo.ssh.access;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One machine on the way, the last of which is the server. Immutable. */
record Hop(HostPort address, String user, Keys keys, Trust trust) {
  /**
   * Who it may be.
   *
   * @param keyNames under which its host key is looked up, the one to be written first
   * @param knownHosts the files to look in
   * @param memory the one of them to be written; empty if the ssh configuration wants none
   * @param rule what to do if it is not known
   */
  record Trust(
      List<String> keyNames, List<Path> knownHosts, Optional<Path> memory, HostKeyRule rule) {
    /** Where a new key is written down. */
    KnownHostsFile file() throws IOException {
      return memory
          .map(KnownHostsFile::new)
          .orElseThrow(() -> new IOException("the ssh configuration says UserKnownHostsFile none:"
              + " name a file in OELEO_KNOWN_HOSTS"));
    }
  }

  /** Which keys open it. */
  record Keys(List<Path> files, Naming naming, Agent agent) {}

  /** How the files of keys came to be. */
  enum Naming {
    /** By a setting: one that cannot be used is an error. */
    SETTING,
    /** By the ssh configuration or by habit: one that cannot be used is left out. */
    HABIT,
    /** As {@link #HABIT}, and the agent's other keys must not be tried. */
    ONLY_THESE
  }

  String knownName() {
    return trust.keyNames().get(0);
  }
}
