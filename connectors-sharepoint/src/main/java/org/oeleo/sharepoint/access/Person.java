package org.oeleo.sharepoint.access;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.SilentParameters;
import java.io.IOException;
import java.net.MalformedURLException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import reactor.core.publisher.Mono;

/**
 * A person who signs in once, in a browser somewhere, and in whose name runs go on from then on:
 * nobody is ever asked in a run. By Microsoft's login library itself, because what azure-identity
 * adds keeps tokens in a key ring that a server seldom has. Immutable.
 *
 * @param expected whose sign-in it should be, if that was said
 * @param kept where it is kept
 */
record Person(Login.Party party, Optional<String> expected, SignInFile kept) {
  static Person of(Settings settings, Login.Party party) throws SettingsException {
    Path usual = Path.of(System.getProperty("user.home"), ".oeleo");
    Optional<String> expected = settings.find(AccessSettings.USERNAME);
    String who = party.clientId() + expected.map(name -> "-" + name).orElse("");
    String name = "sign-in-" + who.replaceAll("[^A-Za-z0-9@.-]", "_") + ".json";
    Path file = settings.find(AccessSettings.SIGN_IN_FILE).orElse(usual.resolve(name));
    return new Person(party, expected, new SignInFile(file));
  }

  private PublicClientApplication application(ITokenCacheAccessAspect tokens) {
    try {
      return PublicClientApplication.builder(party.clientId())
          .authority(party.cloud().authority() + "/" + party.tenant())
          .instanceDiscovery(party.cloud().isMicrosofts())
          .httpClient(new MsalHttp(party.wire()))
          .setTokenCacheAccessAspect(tokens)
          .build();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("checked already", e);
    }
  }

  /**
   * In the name of whoever has signed in; asks nobody.
   *
   * @param first what is done at first
   */
  TokenCredential remembered(Start first) {
    PublicClientApplication application = application(kept);
    return new Remembered(this, application, first);
  }

  /** How tokens are begun with. */
  enum Start {
    /** With those that are kept, as long as they last. */
    KEPT,
    /** With new ones, because the one that was kept is refused. */
    RENEWED
  }

  /**
   * Has a person sign in; {@code tell} gets what that person has to read.
   *
   * @return who it was
   */
  String signIn(TokenRequestContext wanted, Consumer<String> tell) throws IOException {
    Buffer tokens = new Buffer();
    IAuthenticationResult result = application(tokens)
        .acquireToken(DeviceCodeFlowParameters.builder(
                Set.copyOf(wanted.getScopes()), code -> tell.accept(code.message()))
            .build())
        .join();
    requireExpected(result.account());
    kept.write(tokens.text);
    return result.account().username();
  }

  private void requireExpected(IAccount account) {
    if (expected.isPresent() && !expected.get().equalsIgnoreCase(account.username())) {
      throw new NobodySignedInException(account.username() + " has signed in, and " + expected.get()
          + " (" + AccessSettings.USERNAME + ") was expected: oeleo login");
    }
  }

  /** Tokens on their way into the file, which a stranger's must not reach. */
  private static final class Buffer implements ITokenCacheAccessAspect {
    private volatile String text = "";

    @Override
    public void beforeCacheAccess(com.microsoft.aad.msal4j.ITokenCacheAccessContext context) {
      // There is nothing yet.
    }

    @Override
    public void afterCacheAccess(com.microsoft.aad.msal4j.ITokenCacheAccessContext context) {
      if (context.hasCacheChanged()) {
        text = context.tokenCache().serialize();
      }
    }
  }

  /** Gives tokens without asking anybody. Safe for many threads. */
  private static final class Remembered implements TokenCredential {
    private final Person person;
    private final PublicClientApplication application;
    private volatile Start next;

    Remembered(Person person, PublicClientApplication application, Start first) {
      this.person = person;
      this.application = application;
      this.next = first;
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext wanted) {
      return Mono.fromCallable(() -> getTokenSync(wanted));
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext wanted) {
      IAccount account = application.getAccounts().join().stream()
          .findFirst()
          .orElseThrow(() -> new NobodySignedInException("nobody has signed in: oeleo login"));
      person.requireExpected(account);
      boolean renew = next == Start.RENEWED;
      try {
        IAuthenticationResult result = application
            .acquireTokenSilently(SilentParameters.builder(Set.copyOf(wanted.getScopes()), account)
                .forceRefresh(renew)
                .build())
            .join();
        next = Start.KEPT;
        return new AccessToken(
            result.accessToken(), result.expiresOnDate().toInstant().atOffset(ZoneOffset.UTC));
      } catch (MalformedURLException e) {
        throw new IllegalStateException("checked already", e);
      }
    }
  }

  /** Only a person can help. */
  static final class NobodySignedInException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NobodySignedInException(String message) {
      super(message);
    }

    NobodySignedInException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
