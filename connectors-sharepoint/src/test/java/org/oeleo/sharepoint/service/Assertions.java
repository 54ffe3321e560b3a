package org.oeleo.sharepoint.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * How an application proves itself by a signature. Immutable. See <a
 * href="https://learn.microsoft.com/entra/identity-platform/certificate-credentials">certificate
 * credentials</a>.
 */
final class Assertions {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SKEW = Duration.ofMinutes(5);

  private Assertions() {}

  /** Accepts the assertion or says what is wrong with it. */
  static void check(App app, String assertion, String audience, Instant now) {
    String[] parts = assertion.split("\\.", -1);
    if (parts.length != 3) {
      throw Denial.client(50027, "JWT token is invalid or malformed.");
    }
    JsonNode header = json(parts[0]);
    App.Key key = app.keys().stream()
        .filter(each -> signedBy(each, header))
        .findFirst()
        .orElseThrow(() -> unknownKey(header));
    if (now.isAfter(key.end())) {
      throw unproven("Reason - The key used is expired.");
    }
    if (!verified(key, header.path("alg").asText(), parts)) {
      throw unproven("Reason - The signature is invalid.");
    }
    checkClaims(app, json(parts[1]), audience, now);
  }

  private static void checkClaims(App app, JsonNode claims, String audience, Instant now) {
    if (!claims.path("iss").asText().equals(app.clientId())
        || !claims.path("sub").asText().equals(app.clientId())) {
      throw Denial.client(700021, "Client assertion application identifier doesn't match.");
    }
    if (!claims.path("aud").asText().equals(audience)) {
      throw Denial.client(700023, "Client assertion audience claim does not match Realm issuer.");
    }
    Instant start = Instant.ofEpochSecond(claims.path("nbf").asLong());
    Instant end = Instant.ofEpochSecond(claims.path("exp").asLong());
    if (now.plus(SKEW).isBefore(start) || now.minus(SKEW).isAfter(end)) {
      throw Denial.client(
          700024, "Client assertion is not within its valid time range. Current time: " + now);
    }
  }

  private static Denial unknownKey(JsonNode header) {
    return unproven("Reason - The key was not found. Thumbprint of key used by client: '"
        + header.path("x5t").asText(header.path("x5t#S256").asText()) + "'");
  }

  private static Denial unproven(String reason) {
    return Denial.client(
        700027,
        "The certificate with identifier used to sign the client assertion"
            + " is not registered on application. [" + reason + "]");
  }

  private static JsonNode json(String part) {
    try {
      return JSON.readTree(new String(decoded(part), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw Denial.client(50027, "JWT token is invalid or malformed.");
    }
  }

  private static byte[] decoded(String part) {
    try {
      // Some write the letters of the other alphabet, and are understood.
      return Base64.getUrlDecoder().decode(part.replace('+', '-').replace('/', '_'));
    } catch (IllegalArgumentException e) {
      throw Denial.client(50027, "JWT token is invalid or malformed.");
    }
  }

  private static boolean signedBy(App.Key key, JsonNode header) {
    return same(key, "SHA-1", header.path("x5t")) || same(key, "SHA-256", header.path("x5t#S256"));
  }

  private static boolean same(App.Key key, String algorithm, JsonNode thumbprint) {
    try {
      byte[] sum = MessageDigest.getInstance(algorithm).digest(key.certificate().getEncoded());
      return thumbprint.isTextual() && Arrays.equals(sum, decoded(thumbprint.asText()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean verified(App.Key key, String algorithm, String[] parts) {
    try {
      Signature signature = signature(algorithm);
      signature.initVerify(key.certificate());
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      return signature.verify(decoded(parts[2]));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static Signature signature(String algorithm) throws GeneralSecurityException {
    if (algorithm.equals("RS256")) {
      return Signature.getInstance("SHA256withRSA");
    }
    if (!algorithm.equals("PS256")) {
      throw Denial.client(5002738, "Invalid JWT token. '" + algorithm + "' is not supported.");
    }
    Signature signature = Signature.getInstance("RSASSA-PSS");
    signature.setParameter(
        new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    return signature;
  }
}
