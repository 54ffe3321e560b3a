package org.oeleo.sharepoint.access;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.AuthenticationRecord;
import com.azure.identity.DeviceCodeCredentialBuilder;
import com.azure.identity.TokenCachePersistenceOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.Printable;

/**
 * A person who signs in once, in a browser somewhere, and in whose name runs go on from then on:
 * nobody is ever asked in a run. The tokens are in the store that Microsoft's tools keep for this
 * account; who it was is in a file of ours, which holds no secret. Immutable.
 *
 * @param expected whose sign-in it should be, if that was said
 * @param record the file that says who has signed in
 */
record Person(Login.Party party, Optional<String> expected, Path record) {
  /** The name of our part of that store. */
  private static final String STORE = "oeleo";

  static Person of(Settings settings, Login.Party party) throws SettingsException {
    Path usual = Path.of(System.getProperty("user.home"), ".oeleo");
    String name = "sign-in-" + party.clientId().replaceAll("[^A-Za-z0-9-]", "_") + ".json";
    return new Person(
        party,
        settings.find(AccessSettings.USERNAME),
        settings.find(AccessSettings.SIGN_IN_RECORD).orElse(usual.resolve(name)));
  }

  private DeviceCodeCredentialBuilder builder() {
    return party
        .introduce(new DeviceCodeCredentialBuilder())
        .tokenCachePersistenceOptions(
            new TokenCachePersistenceOptions().setName(STORE).setUnencryptedStorageAllowed(true));
  }

  /** In the name of whoever has signed in; asks nobody. */
  TokenCredential remembered() {
    try (InputStream in = Files.newInputStream(record)) {
      AuthenticationRecord known = AuthenticationRecord.deserialize(in);
      requireExpected(known);
      return builder()
          .authenticationRecord(known)
          .disableAutomaticAuthentication()
          .build();
    } catch (NoSuchFileException e) {
      throw new NobodySignedInException("nobody has signed in: oeleo login", e);
    } catch (IOException | RuntimeException e) {
      throw new NobodySignedInException(
          "who has signed in cannot be read from " + Printable.name(record) + ": oeleo login", e);
    }
  }

  private void requireExpected(AuthenticationRecord known) {
    if (expected.isPresent() && !expected.get().equalsIgnoreCase(known.getUsername())) {
      throw new NobodySignedInException(
          known.getUsername() + " has signed in, and " + expected.get() + " ("
              + AccessSettings.USERNAME + ") was expected: oeleo login",
          null);
    }
  }

  /**
   * Has a person sign in; {@code tell} gets what that person has to read.
   *
   * @return who it was
   */
  String signIn(TokenRequestContext wanted, Consumer<String> tell) throws IOException {
    AuthenticationRecord known = builder()
        .challengeConsumer(challenge -> tell.accept(challenge.getMessage()))
        .build()
        .authenticate(wanted)
        .block();
    if (known == null) {
      throw new ConnectorException(Kind.AUTHENTICATION, "nobody has signed in");
    }
    requireExpected(known);
    keep(known);
    return known.getUsername();
  }

  private void keep(AuthenticationRecord known) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    known.serialize(text);
    Path folder = record.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.write(record, text.toByteArray());
  }

  /** Only a person can help. */
  static final class NobodySignedInException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NobodySignedInException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
