package org.oeleo.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.oeleo.Ending;
import org.oeleo.Endpoint;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Identity;
import org.oeleo.spi.Identity.Trust;
import org.oeleo.spi.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows who answers at the other ends, and remembers it. */
@Command(
    name = "pin",
    description = {
      "Shows who answers at the other end, before anything is sent there, and remembers it on demand.",
      "Compare the fingerprint with what the server's owner says, then accept it.",
      "Exit code 6 if somebody answers who is not known."
    },
    mixinStandardHelpOptions = true)
final class PinCommand implements Callable<Integer> {
  private final Session session;

  @Mixin
  private WorkerOptions options = new WorkerOptions();

  @Option(
      names = "--accept",
      paramLabel = "FINGERPRINT",
      description = "Remember whoever answers with this fingerprint, such as SHA256:...")
  private List<String> accepted = List.of();

  @Option(names = "--yes", description = "Remember whoever answers, unseen, if nobody was known.")
  private boolean unseen;

  private boolean stranger;

  PinCommand(Session session) {
    this.session = session;
  }

  @Override
  @SuppressWarnings("try") // It only has to be open.
  public Integer call() throws SettingsException, IOException {
    try (Logging unused = session.logging()) {
      List<Setup> setups = Setup.of(session.surroundings(), options.files(), options.values());
      for (Endpoint end : Ends.of(setups)) {
        see(end, end.provider().identify(end.root(), end.settings()));
      }
    }
    session.out().flush();
    return stranger ? Ending.IDENTITY.exitCode() : ExitCode.OK;
  }

  /** Whoever proves in one way who it is may have further ways that nobody knows yet. */
  private void see(Endpoint end, List<Identity> identities) throws IOException {
    if (identities.isEmpty() && session.verbosity() != Session.Verbosity.QUIET) {
      print(end.toString(), "nobody to be mistaken for");
    }
    boolean known = identities.stream().anyMatch(one -> one.trust() == Trust.KNOWN);
    boolean remembered = false;
    for (Identity identity : identities) {
      if (isAccepted(identity) || (unseen && !known && identity.trust() == Trust.UNKNOWN)) {
        identity.pin();
        remembered = true;
        tell(identity, "remembered in " + identity.memory());
      } else {
        stranger |= identity.trust() == Trust.CHANGED || identity.trust() == Trust.REVOKED;
        tell(identity, words(identity));
      }
    }
    stranger |= !identities.isEmpty() && !known && !remembered;
  }

  private boolean isAccepted(Identity identity) {
    boolean named = accepted.stream()
        .anyMatch(text -> identity.fingerprint().endsWith(text) && text.startsWith("SHA256:"));
    return switch (identity.trust()) {
      case KNOWN, REVOKED -> false;
      case UNKNOWN, CHANGED -> named;
    };
  }

  private static String words(Identity identity) {
    return switch (identity.trust()) {
      case KNOWN -> "known from " + identity.memory();
      case UNKNOWN ->
        "unknown: compare it with what the server's owner says, then accept it by --accept "
            + sum(identity);
      case CHANGED ->
        "NOT THE ONE in " + identity.memory() + ": the server was set up anew, or somebody poses"
            + " as it; if its owner confirms the new one, --accept " + sum(identity);
      case REVOKED -> "REVOKED in " + identity.memory() + ": not to be trusted";
    };
  }

  private static String sum(Identity identity) {
    return identity.fingerprint().substring(identity.fingerprint().lastIndexOf(' ') + 1);
  }

  private void tell(Identity identity, String words) {
    if (session.isJson()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("subject", identity.subject());
      fields.put("fingerprint", identity.fingerprint());
      fields.put("trust", identity.trust());
      fields.put("memory", identity.memory());
      session.out().println(Json.of(fields));
    } else {
      print(identity.subject(), identity.fingerprint() + ", " + words);
    }
  }

  private void print(String what, String words) {
    if (!session.isJson()) {
      session.out().println(Printable.name(what) + ": " + Printable.name(words));
    }
  }
}
