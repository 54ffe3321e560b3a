package org.oeleo.sharepoint.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Where tokens come from. Safe for many threads. See <a
 * href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow">client
 * credentials</a>, <a
 * href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code">device code</a>
 * and <a href="https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc">OpenID
 * Connect</a>.
 */
final class EntraApi {
  private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";
  private static final String BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final Entra entra;

  EntraApi(Entra entra) {
    this.entra = entra;
  }

  Answer answer(Request request) throws IOException {
    try {
      List<String> parts = Texts.parts(request.path());
      if (parts.size() < 2) {
        return Answer.empty(404);
      }
      String operation = String.join("/", parts.subList(1, parts.size()));
      if (operation.equals("discovery/instance")) {
        return instances(request);
      }
      checkTenant(parts.get(0));
      return switch (operation) {
        case "v2.0/.well-known/openid-configuration" -> configuration(request, parts.get(0));
        case "oauth2/v2.0/devicecode" -> device(Texts.fields(request.text()));
        case "oauth2/v2.0/token" -> token(request, Texts.fields(request.text()));
        default -> Answer.empty(404);
      };
    } catch (Denial e) {
      return e.answer(request.time());
    }
  }

  private void checkTenant(String tenant) {
    List<String> known = List.of(entra.tenantId(), entra.domain(), "common", "organizations");
    if (!known.contains(tenant)) {
      throw Denial.request(
          90002,
          "Tenant '" + tenant + "' not found. Check to make sure you have the correct tenant ID and"
              + " are signing into the correct cloud.");
    }
  }

  private static Answer instances(Request request) {
    String host = request.header("Host").orElse("");
    ObjectNode view = Views.object();
    view.put(
        "tenant_discovery_endpoint",
        request.base() + "/common/v2.0/.well-known/openid-configuration");
    view.put("api-version", "1.1");
    ObjectNode cloud = view.putArray("metadata").addObject();
    cloud.put("preferred_network", host).put("preferred_cache", host);
    cloud.putArray("aliases").add(host);
    return Answer.json(200, view);
  }

  private Answer configuration(Request request, String tenant) {
    String base = request.base() + "/" + tenant;
    ObjectNode view = Views.object();
    view.put("token_endpoint", base + "/oauth2/v2.0/token");
    view.put("authorization_endpoint", base + "/oauth2/v2.0/authorize");
    view.put("device_authorization_endpoint", base + "/oauth2/v2.0/devicecode");
    view.put("jwks_uri", base + "/discovery/v2.0/keys");
    view.put("issuer", request.base() + "/" + entra.tenantId() + "/v2.0");
    return Answer.json(200, view);
  }

  private App app(Map<String, String> form) {
    String id = form.getOrDefault("client_id", "");
    if (id.isEmpty()) {
      throw missing("client_id");
    }
    return entra
        .app(id)
        .orElseThrow(() -> new Denial(
            400,
            "unauthorized_client",
            700016,
            "Application with identifier '" + id
                + "' was not found in the directory 'Laboratory'."));
  }

  private static Denial missing(String field) {
    return Denial.request(
        900144, "The request body must contain the following parameter: '" + field + "'.");
  }

  private Answer device(Map<String, String> form) {
    App app = app(form);
    requirePublic(app);
    return entra.devices().start(app);
  }

  private static void requirePublic(App app) {
    if (!app.isPublicClient()) {
      throw Denial.client(
          7000218,
          "The request body must contain the following parameter: 'client_assertion' or"
              + " 'client_secret'.");
    }
  }

  private Answer token(Request request, Map<String, String> form) {
    App app = app(form);
    return switch (form.getOrDefault("grant_type", "")) {
      case "client_credentials" -> client(app, request, form);
      case DEVICE, "device_code" -> {
        requirePublic(app);
        yield user(app, request, entra.devices().user(app, form.getOrDefault(codeName(form), "")));
      }
      case "refresh_token" ->
        user(app, request, entra.tokens().refreshed(app, form.getOrDefault("refresh_token", "")));
      case "" -> throw missing("grant_type");
      default ->
        throw new Denial(
            400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type.");
    };
  }

  private static String codeName(Map<String, String> form) {
    return form.containsKey("device_code") ? "device_code" : "code";
  }

  private Answer client(App app, Request request, Map<String, String> form) {
    if (form.containsKey("client_assertion")) {
      checkAssertion(app, request, form);
    } else {
      checkSecret(app, form);
    }
    List<String> scopes = List.of(form.getOrDefault("scope", "").split(" "));
    if (scopes.stream().noneMatch(scope -> scope.endsWith("/.default"))) {
      throw new Denial(
          400,
          "invalid_scope",
          1002012,
          "The provided value for scope is not valid. It must end with" + " /.default.");
    }
    return Answer.json(200, tokenView(app));
  }

  private void checkSecret(App app, Map<String, String> form) {
    String secret = form.getOrDefault("client_secret", "");
    if (secret.isEmpty()) {
      throw Denial.client(7000216, "'client_assertion', 'client_secret' or 'request' is required.");
    }
    App.Secret known = app.secrets().stream()
        .filter(each -> each.value().equals(secret))
        .findFirst()
        .orElseThrow(() -> Denial.client(
            7000215,
            "Invalid client secret provided. Ensure the secret being sent in the request is the"
                + " client secret value, not the client secret ID, for a secret added to app '"
                + app.clientId() + "'."));
    if (entra.now().isAfter(known.end())) {
      throw Denial.client(
          7000222, "The provided client secret keys for app '" + app.clientId() + "' are expired.");
    }
  }

  private void checkAssertion(App app, Request request, Map<String, String> form) {
    if (!form.getOrDefault("client_assertion_type", "").equals(BEARER)) {
      throw missing("client_assertion_type");
    }
    String assertion = form.getOrDefault("client_assertion", "");
    if (app.trusts(assertion)) {
      return;
    }
    if (app.keys().isEmpty()) {
      throw Denial.client(
          700211, "No matching federated identity record found for presented assertion issuer.");
    }
    String audience = request.base() + request.path();
    Assertions.check(app, assertion, audience, entra.now());
  }

  private ObjectNode tokenView(App app) {
    ObjectNode view = Views.object();
    long seconds = entra.tokens().lifetime().toSeconds();
    view.put("token_type", "Bearer").put("expires_in", seconds).put("ext_expires_in", seconds);
    view.put("access_token", entra.tokens().issue(app));
    return view;
  }

  private Answer user(App app, Request request, String user) {
    ObjectNode view = tokenView(app);
    String object = Tokens.objectId(user);
    ObjectNode claims = Views.object();
    claims.put("aud", app.clientId()).put("ver", "2.0").put("tid", app.tenantId());
    claims.put("iss", request.base() + "/" + app.tenantId() + "/v2.0");
    claims.put("iat", entra.now().getEpochSecond());
    claims.put("exp", entra.now().plusSeconds(3600).getEpochSecond());
    claims.put("oid", object).put("sub", object).put("name", user);
    claims.put("preferred_username", user);
    view.put("scope", "Files.ReadWrite.All Sites.ReadWrite.All openid profile");
    view.put("id_token", Tokens.jwt(claims));
    view.put("refresh_token", entra.tokens().refreshing(app, user));
    ObjectNode client = Views.object().put("uid", object).put("utid", app.tenantId());
    view.put("client_info", Tokens.part(client.toString()));
    return Answer.json(200, view);
  }
}
