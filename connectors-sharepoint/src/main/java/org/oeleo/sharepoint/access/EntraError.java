package org.oeleo.sharepoint.access;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.oeleo.spi.Printable;

/** What the numbers mean by which Microsoft Entra refuses a login. For a person only. */
final class EntraError {
  private static final Pattern NUMBER = Pattern.compile("AADSTS(\\d{4,8})");

  /** See Microsoft, "Microsoft Entra authentication and authorization error codes". */
  private static final Map<String, String> WORDS = Map.of(
      "7000222", "the client secret has expired: make a new one for the app registration",
      "7000215", "the client secret is wrong: it takes the secret's value, not its id",
      "700027", "the certificate is not one of the app registration, or has expired",
      "700016", "there is no app registration of this client id in this tenant",
      "90002", "there is no such tenant",
      "900023", "there is no such tenant",
      "700024", "the signed request has expired: set the clock of this machine",
      "70021", "no federated credential of the app registration matches the token",
      "70020", "nobody signed in in time",
      "50076", "more than a password is needed: sign in by device-code");

  private EntraError() {}

  static String words(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Optional<String> known = number(cause);
      if (known.isPresent()) {
        return Optional.ofNullable(WORDS.get(known.get()))
            .map(words -> words + " (AADSTS" + known.get() + ")")
            .orElse("AADSTS" + known.get());
      }
    }
    String message = Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
    return Printable.name(message.lines().findFirst().orElse(""));
  }

  private static Optional<String> number(Throwable cause) {
    Matcher matcher = NUMBER.matcher(String.valueOf(cause.getMessage()));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
