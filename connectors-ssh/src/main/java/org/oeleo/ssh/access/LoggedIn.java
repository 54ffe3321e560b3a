package org.oeleo.ssh.access;

import com.jcraft.jsch.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oeleo.spi.Printable;

/** A machine that has let us in. Safe for many threads. */
record LoggedIn(Hop hop, Session session, Line line, Optional<HostIdentity> identity) {
  /** JSch's options, and what they are called here. */
  private static final List<Option> PROPOSED = List.of(
      new Option("kex", "key exchange"),
      new Option("server_host_key", "host key"),
      new Option("cipher.c2s", "cipher"),
      new Option("mac.c2s", "MAC"));

  /** GCM and Poly1305 protect what they encipher themselves; JSch has no name for that. */
  private static final String NO_MAC = "within the cipher";

  private record Option(String key, String name) {}

  String version() {
    return Printable.name(session.getServerVersion());
  }

  /** What there is to know about it, for a person. */
  List<String> particulars() {
    List<String> all = new ArrayList<>();
    all.add(Printable.name(hop.user() + "@" + hop.address()) + " runs " + version());
    all.add("host key: "
        + identity
            .map(seen -> seen.key() + ", known from " + seen.where().orElse("nowhere before"))
            .orElse("a certificate that cannot be read"));
    all.add("key exchange: " + session.getKexAlgorithm()
        + (session.isStrictKex() ? ", strict" : ", not strict"));
    all.add("cipher: " + session.getCipherAlgorithmC2S() + " to the server, "
        + session.getCipherAlgorithmS2C() + " from it");
    all.add("MAC: " + Optional.ofNullable(session.getMacAlgorithmC2S()).orElse(NO_MAC)
        + " to the server, "
        + Optional.ofNullable(session.getMacAlgorithmS2C()).orElse(NO_MAC) + " from it");
    all.add("compression: " + session.getCompressionAlgorithmC2S());
    for (Option option : PROPOSED) {
      all.add("oeleo proposes as " + option.name + ": "
          + session.getConfig(option.key).replace(",", ", "));
    }
    line.proposal().ifPresent(proposal -> all.addAll(proposal.lines()));
    return all;
  }
}
