package org.oeleo.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.oeleo.Endpoint;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Has a person sign in, so that later runs need nobody. */
@Command(
    name = "login",
    description = {
      "Has a person sign in at the ends that ask for one, in a browser on any machine.",
      "Later runs go on in that person's name and ask nobody. Exit code 6 if nobody signs in."
    },
    mixinStandardHelpOptions = true)
final class LoginCommand implements Callable<Integer> {
  private final Session session;

  @Mixin
  private WorkerOptions options = new WorkerOptions();

  LoginCommand(Session session) {
    this.session = session;
  }

  @Override
  @SuppressWarnings("try") // It only has to be open.
  public Integer call() throws SettingsException, IOException {
    try (Logging unused = session.logging()) {
      List<Setup> setups = Setup.of(session.surroundings(), options.files(), options.values());
      for (Endpoint end : Ends.of(setups)) {
        signIn(end);
      }
    }
    session.out().flush();
    return ExitCode.OK;
  }

  private void signIn(Endpoint end) throws IOException {
    Optional<String> who = end.provider().signIn(end.settings(), this::tell);
    say(end + ": " + who.map(name -> "signed in as " + name).orElse("nobody has to sign in"));
  }

  /** At once, because somebody waits for it; to the screen even where results go to a file. */
  private void tell(String text) {
    session.err().println(Printable.name(text));
    session.err().flush();
  }

  private void say(String text) {
    if (session.verbosity() != Session.Verbosity.QUIET) {
      session.out().println(Printable.name(text));
    }
  }
}
