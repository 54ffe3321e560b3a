package org.oeleo.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.oeleo.sharepoint.service.Journal;
import org.oeleo.testkit.SampleContent;

/**
 * The shape of every request, with ids, and what Microsoft gives out as secret addresses, replaced;
 * beside it the page on which Microsoft documents it.
 */
class RequestsTest extends InLibrary {
  private static final String FIELDS =
      "$select=id,name,size,cTag,file,folder,package,fileSystemInfo,lastModifiedDateTime";
  private static final String ITEM = "/v1.0/drives/{drive}/items/{item}";
  private static final String SESSION =
      "/{site}/_api/v2.0/drives/{drive}/items/{item}/uploadSession";
  private static final String JSON = " application/json ";
  private static final String BYTES = " application/octet-stream ";
  private static final String TIME =
      "\"fileSystemInfo\":{\"lastModifiedDateTime\":\"2021-03-04T05:06:07Z\"}";
  private static final String REPLACE = "\"@microsoft.graph.conflictBehavior\":\"replace\"";
  private static final String TYPE = "{\"@odata.type\":\"#microsoft.graph.driveItem\",";
  private static final String LEARN = "https://learn.microsoft.com/";

  /** A request and where it is documented. */
  private record Row(String shape, String page) {}

  private static Row row(String shape, String page) {
    return new Row(shape, LEARN + page);
  }

  private static final List<Row> LOOKING = List.of(
      row(
          "POST /{tenant}/oauth2/v2.0/token",
          "entra/identity-platform/v2-oauth2-client-creds-grant-flow"),
      row("GET /v1.0/sites/127.0.0.1:/{site}", "graph/api/site-getbypath"),
      row("GET /v1.0/sites/{id}/drives", "graph/api/drive-list"),
      row("GET /v1.0/drives/{drive}/root:/root", "graph/onedrive-addressing-driveitems"),
      row("GET " + ITEM + "?" + FIELDS, "graph/api/driveitem-get"),
      row("GET " + ITEM + ":/b%23.txt?" + FIELDS, "graph/onedrive-addressing-driveitems"),
      row(
          "GET " + ITEM + "/children?" + FIELDS + "&$top=1000",
          "graph/api/driveitem-list-children"),
      row("GET /v1.0/drives/{drive}?$select=id,quota", "graph/api/drive-get"),
      row("GET /v1.0/sites/127.0.0.1", "graph/api/site-get"),
      row(
          "GET /v1.0/applications(appId='{app}')?$select=passwordCredentials",
          "graph/api/application-get"));

  private static final List<Row> WRITING = List.of(
      row("GET " + ITEM + ":/new%20a?" + FIELDS, "graph/onedrive-addressing-driveitems"),
      row(
          "POST " + ITEM + "/children?" + FIELDS + JSON + TYPE
              + "\"@microsoft.graph.conflictBehavior\":\"fail\",\"name\":\"new a\",\"folder\":{}}",
          "graph/api/driveitem-post-children"),
      row(
          "PUT " + ITEM + ":/b%23.txt:/content?@microsoft.graph.conflictBehavior=replace" + BYTES,
          "graph/api/driveitem-put-content"),
      row("PATCH " + ITEM + "?" + FIELDS + JSON + TYPE + TIME + "}", "graph/api/driveitem-update"),
      row("GET " + ITEM + ":/new%20a/b%23.txt?" + FIELDS, "graph/onedrive-addressing-driveitems"),
      row(
          "PATCH " + ITEM + "?" + FIELDS + JSON + TYPE + REPLACE
              + ",\"name\":\"c.txt\",\"parentReference\":{\"id\":\"{item}\"}," + TIME + "}",
          "graph/api/driveitem-move"),
      row("GET " + ITEM + ":/c.txt?" + FIELDS, "graph/onedrive-addressing-driveitems"),
      row("DELETE " + ITEM, "graph/api/driveitem-delete"));

  private static final String SESSIONS = "graph/api/driveitem-createuploadsession";

  private static final List<Row> SLICING = List.of(
      row(
          "POST " + ITEM + ":/large.bin:/createUploadSession" + JSON + "{\"item\":{" + TIME + ","
              + REPLACE + "}}",
          SESSIONS),
      row("PUT " + SESSION + BYTES + "bytes 0-327679/4194305", SESSIONS),
      row("PUT " + SESSION + BYTES + "bytes 327680-655359/4194305", SESSIONS),
      row("GET " + SESSION, SESSIONS + "#resuming-an-in-progress-upload"),
      row("PUT " + SESSION + BYTES + "bytes 655360-983039/4194305", SESSIONS),
      row("DELETE " + SESSION, SESSIONS + "#cancel-an-upload-session"));

  private static final List<Row> READING = List.of(
      row(
          "GET " + ITEM + ":/a.bin?" + FIELDS + ",@microsoft.graph.downloadUrl",
          "graph/api/driveitem-get-content"),
      row(
          "GET /{site}/_layouts/15/download.aspx",
          "graph/api/driveitem-get-content#partial-range-downloads"));

  private String replaced(String text) {
    return text.replaceAll("/sites/127\\.0\\.0\\.1%2C[^/]+", "/sites/{id}")
        .replaceAll("(?<=/drives/)b(!|%21)[A-Za-z0-9_-]+", "{drive}")
        .replaceAll("\\b01[A-Z2-7]{32}\\b", "{item}")
        .replace(site.path().substring(1), "{site}")
        .replace(tenant.app.tenantId(), "{tenant}")
        .replace(tenant.app.clientId(), "{app}");
  }

  /** What SharePoint itself has put into an address is not ours to look at. */
  private static String query(Journal.Entry entry) {
    Map<String, String> query = new TreeMap<>(entry.query());
    return query.isEmpty() || query.containsKey("tempauth")
        ? ""
        : query.entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining("&", "?", ""));
  }

  private String shape(Journal.Entry entry) {
    String login = entry.path().endsWith("/token") ? "" : entry.body();
    String type =
        entry.path().endsWith("/token") ? "" : entry.header("Content-Type").orElse("");
    return replaced(entry.method() + " " + entry.rawPath() + query(entry)
        + (type.isEmpty() ? "" : " " + type + " ") + login
        + entry.header("Content-Range").orElse(""));
  }

  private void assertShapes(List<Row> rows) {
    assertThat(rows).extracting(Row::page).allMatch(page -> page.startsWith(LEARN));
    assertThat(journal().entries().stream().map(this::shape).distinct())
        .containsExactlyElementsOf(rows.stream().map(Row::shape).toList());
  }

  @Test
  void looking_around_asks_for_this() throws IOException {
    connector.ping();
    connector.stat(path("b#.txt"));
    listed();
    connector.freeSpace();
    connector.particulars();

    assertShapes(LOOKING);
  }

  @Test
  void a_small_file_a_move_and_a_deletion_ask_for_this() throws IOException {
    connector.ping();
    journal().clear();

    write("new a/b#.txt", SampleContent.of("abc"));
    connector.move(path("new a/b#.txt"), path("c.txt"));
    connector.delete(path("c.txt"));

    assertShapes(WRITING);
  }

  @Test
  void a_large_file_with_a_doubt_that_is_given_up_asks_for_this() throws IOException {
    connector.ping();
    journal().clear();
    Source source = Source.of(WHOLE + 1);
    faults().on("PUT", "/uploadSession$").nth(2).answers(416, "invalidRange");
    faults().on("PUT", "/uploadSession$").nth(4).answers(500, "generalException");

    failure(() -> write("large.bin", source));
    connector.giveUp(path("large.bin"), source.resumeToken().orElseThrow());

    assertShapes(SLICING);
  }

  @Test
  void reading_asks_for_this() throws IOException {
    put("a.bin", SampleContent.noise(100));
    connector.ping();
    journal().clear();

    read("a.bin", 5);

    assertShapes(READING);
    assertThat(journal().entries("GET", "download.aspx$"))
        .allMatch(entry -> entry.header("Range").orElse("").equals("bytes=5-"));
  }

  @Test
  void graph_is_asked_for_json_and_slices_say_their_length() throws IOException {
    write("a.bin", Source.of(WHOLE + 1));
    listed();

    assertThat(journal().entries("GET", "^/v1.0/"))
        .allMatch(entry -> entry.header("Accept").orElse("").contains("application/json"));
    assertThat(uploads())
        .allSatisfy(entry ->
            assertThat(entry.header("Content-Length")).contains(String.valueOf(entry.bytes())));
    assertThat(Stream.of("Transfer-Encoding", "Expect", "Cookie"))
        .allMatch(name ->
            journal().entries().stream().noneMatch(entry -> entry.header(name).isPresent()));
  }
}
