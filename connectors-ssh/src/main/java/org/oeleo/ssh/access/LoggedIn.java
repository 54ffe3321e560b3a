package org.oeleo.ssh.access;

import com.jcraft.jsch.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oeleo.spi.Printable;

/** A machine that has let us in. Safe for many threads. */
record LoggedIn(Hop hop, Session session, Line line, Optional<HostIdentity> identity) {
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
    all.add("MAC: " + session.getMacAlgorithmC2S() + " to the server, "
        + session.getMacAlgorithmS2C() + " from it (unused with GCM)");
    all.add("compression: " + session.getCompressionAlgorithmC2S());
    for (String part : List.of("kex", "server_host_key", "cipher.c2s", "mac.c2s")) {
      all.add("oeleo proposes as " + part + ": " + session.getConfig(part).replace(",", ", "));
    }
    line.proposal().ifPresent(proposal -> all.addAll(proposal.lines()));
    return all;
  }
}
