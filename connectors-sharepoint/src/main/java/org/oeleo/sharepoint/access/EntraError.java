package org.oeleo.sharepoint.access;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.identity.CredentialUnavailableException;
import com.microsoft.aad.msal4j.AuthenticationErrorCode;
import com.microsoft.aad.msal4j.MsalClientException;
import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.aad.msal4j.MsalThrottlingException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;

/** What it means that a login failed, and the numbers by which Microsoft Entra refuses one. */
final class EntraError {
  private static final Pattern NUMBER = Pattern.compile("AADSTS(\\d{4,8})");

  /** See Microsoft, "Microsoft Entra authentication and authorization error codes". */
  private static final Map<String, String> WORDS = Map.ofEntries(
      Map.entry(
          "7000222", "the client secret has expired: make a new one for the app registration"),
      Map.entry("7000215", "the client secret is wrong: it takes the secret's value, not its id"),
      Map.entry("700027", "the certificate is not one of the app registration, or has expired"),
      Map.entry("700016", "there is no app registration of this client id in this tenant"),
      Map.entry("90002", "there is no such tenant"),
      Map.entry("900023", "there is no such tenant"),
      Map.entry("700024", "the signed request has expired: set the clock of this machine"),
      Map.entry("70021", "no federated credential of the app registration matches the token"),
      Map.entry("70020", "nobody signed in in time"),
      Map.entry("65001", "nobody has consented to the permissions of the app registration"),
      Map.entry("53003", "a rule of the organisation (Conditional Access) forbids this login"),
      Map.entry("7000218", "the app registration does not allow public client flows: allow them"),
      Map.entry("50076", "more than a password is needed: sign in by device-code"));

  private EntraError() {}

  /** Why a login failed; empty if none did, or if what answered was not Microsoft Entra. */
  static Optional<ConnectorException> of(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MsalThrottlingException wait) {
        return Optional.of(ConnectorException.throttled(
            "Microsoft Entra asks to slow down", Duration.ofMillis(wait.retryInMs())));
      }
      if (cause instanceof MsalServiceException answer) {
        return Optional.of(answered(answer, failure));
      }
      if (cause instanceof MsalClientException own
          && AuthenticationErrorCode.INVALID_JSON.equals(own.errorCode())) {
        return Optional.empty();
      }
      if (cause instanceof MsalException
          || cause instanceof ClientAuthenticationException
          || cause instanceof CredentialUnavailableException) {
        return Optional.of(refused(failure));
      }
    }
    return Optional.empty();
  }

  /** Whoever is refused is told why, in a form that the library understands; trouble has none. */
  private static ConnectorException answered(MsalServiceException answer, Throwable failure) {
    Integer status = answer.statusCode();
    if (status != null && status == 429) {
      return new ConnectorException(Kind.THROTTLED, "Microsoft Entra asks to slow down", failure);
    }
    return status == null || status >= 500
        ? new ConnectorException(
            Kind.UNREACHABLE, "Microsoft Entra has trouble of its own", failure)
        : refused(failure);
  }

  private static ConnectorException refused(Throwable failure) {
    return new ConnectorException(
        Kind.AUTHENTICATION, "Microsoft Entra refuses who we are: " + words(failure), failure);
  }

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
