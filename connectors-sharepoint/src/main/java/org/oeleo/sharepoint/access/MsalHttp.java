package org.oeleo.sharepoint.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.aad.msal4j.HttpMethod;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Has Microsoft's login library use the one HTTP client there is. Safe for many threads. */
record MsalHttp(Wire wire) implements IHttpClient {
  private static final MediaType FORM = MediaType.get("application/x-www-form-urlencoded");

  @Override
  public IHttpResponse send(HttpRequest asked) throws IOException {
    Map<String, String> headers = Optional.ofNullable(asked.headers()).orElse(Map.of());
    Request.Builder request = new Request.Builder().url(asked.url()).headers(Headers.of(headers));
    if (asked.httpMethod() == HttpMethod.POST) {
      request.post(
          RequestBody.create(Optional.ofNullable(asked.body()).orElse("").getBytes(UTF_8), FORM));
    }
    try (Response answer = wire.client().newCall(request.build()).execute()) {
      ResponseBody body = answer.body();
      HttpResponse told = new HttpResponse();
      told.addHeaders(answer.headers().toMultimap());
      return told.statusCode(answer.code()).body(body == null ? "" : body.string());
    }
  }
}
