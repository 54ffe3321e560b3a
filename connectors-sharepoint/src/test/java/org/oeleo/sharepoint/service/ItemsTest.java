package org.oeleo.sharepoint.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sites, libraries, files and folders, as a plain client sees them. */
class ItemsTest extends ServiceUnderTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {":/sites/Lab", ":/sites/Lab:", ":/SITES/lab", "%3A%2Fsites%2FLab"})
  void a_site_is_found_by_its_path(String path) {
    assertThat(client.get("/sites/127.0.0.1" + path).get("/id")).isEqualTo(site.id());
  }

  @Test
  void a_site_is_found_by_its_id_and_the_root_site_by_its_host() {
    assertThat(client.get("/sites/" + site.id()).get("/webUrl")).isEqualTo(site.url());
    assertThat(client.get("/sites/127.0.0.1").get("/webUrl")).isEqualTo("https://127.0.0.1");
  }

  @Test
  void a_site_that_is_not_there_is_not_found() {
    Client.Reply reply = client.get("/sites/127.0.0.1:/sites/Nowhere");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo("itemNotFound");
    assertThat(reply.get("/error/innerError/request-id"))
        .isEqualTo(reply.header("request-id").orElseThrow());
  }

  @Test
  void a_library_shows_its_name_and_its_quota() {
    library.put("a.txt", bytes("abc"));
    Client.Reply reply = client.get("/sites/" + site.id() + "/drive");

    assertThat(reply.get("/id")).isEqualTo(library.id());
    assertThat(reply.get("/name")).isEqualTo("Documents");
    assertThat(reply.get("/webUrl")).isEqualTo("https://127.0.0.1/sites/Lab/Shared%20Documents");
    assertThat(reply.json().at("/quota/used").asLong()).isEqualTo(3);
  }

  @Test
  void a_file_is_created_with_the_folders_above_it() {
    Client.Reply reply = client.put(drive + "/root:/a/b%20%23%25+c/d.txt:/content", "abc");

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.get("/size")).isEqualTo("3");
    assertThat(reply.get("/file/hashes/quickXorHash")).isEqualTo(QuickXor.of(bytes("abc")));
    assertThat(reply.get("/parentReference/path"))
        .isEqualTo("/drives/" + library.id() + "/root:/a/b #%+c");
    assertThat(library.names()).containsExactly("a/b #%+c/d.txt");
  }

  @Test
  void a_file_is_replaced_and_its_old_content_stays_a_version() {
    library.put("a.txt", bytes("old"));
    String before = client.get(drive + "/root:/a.txt").get("/cTag");
    Client.Reply reply = client.put(drive + "/root:/A.TXT:/content", "new");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.get("/name")).isEqualTo("a.txt");
    assertThat(reply.get("/cTag")).isNotEqualTo(before);
    assertThat(library.read("a.txt")).isEqualTo(bytes("new"));
    assertThat(library.versions("a.txt")).containsExactly(bytes("old"));
  }

  @Test
  void a_name_that_is_taken_may_be_refused_or_changed() {
    library.put("a.txt", bytes("old"));
    String content = drive + "/root:/a.txt:/content?@microsoft.graph.conflictBehavior=";

    assertThat(client.put(content + "fail", "new").code()).isEqualTo("nameAlreadyExists");
    assertThat(client.put(content + "rename", "new").get("/name")).isEqualTo("a 1.txt");
    assertThat(library.read("a.txt")).isEqualTo(bytes("old"));
  }

  @Test
  void a_write_on_the_terms_of_an_old_tag_is_refused() {
    library.put("a.txt", bytes("old"));
    String tag = client.get(drive + "/root:/a.txt").get("/eTag");
    library.put("a.txt", bytes("changed"));

    String file = drive + "/root:/a.txt";
    assertThat(client.put(file + ":/content", "new", "If-Match", tag).status()).isEqualTo(412);
    assertThat(client.patch(file, "{\"name\":\"b\"}", "If-Match", tag).status()).isEqualTo(412);
    assertThat(client.delete(file, "If-Match", tag).status()).isEqualTo(412);
    assertThat(library.read("a.txt")).isEqualTo(bytes("changed"));
  }

  @Test
  void what_is_selected_is_all_that_is_told() {
    library.put("a.txt", bytes("abc"));

    assertThat(client.get(drive + "/root:/a.txt").get("/@microsoft.graph.downloadUrl"))
        .startsWith(service.storeUrl());
    Client.Reply some = client.get(drive + "/root:/a.txt?$select=id,name");
    assertThat(some.json().has("size")).isFalse();
    assertThat(some.json().has("@microsoft.graph.downloadUrl")).isFalse();
    assertThat(some.get("/name")).isEqualTo("a.txt");
  }

  @Test
  void a_notebook_is_neither_a_file_nor_a_folder() {
    library.notebook("n");
    Client.Reply reply = client.get(drive + "/root:/n");

    assertThat(reply.get("/package/type")).isEqualTo("oneNote");
    assertThat(reply.json().has("folder")).isFalse();
    assertThat(reply.json().has("file")).isFalse();
  }

  @Test
  void a_folder_is_made_once() {
    String children = drive + "/root/children";
    Client.Reply first = client.post(children, "{\"name\":\"f\",\"folder\":{}}");
    Client.Reply second = client.post(children, "{\"name\":\"F\",\"folder\":{}}");

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.json().at("/folder/childCount").asInt()).isZero();
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.code()).isEqualTo("nameAlreadyExists");
    String replace = children + "?@microsoft.graph.conflictBehavior=replace";
    Client.Reply third = client.post(replace, "{\"name\":\"f\",\"folder\":{}}");
    assertThat(third.status()).isEqualTo(200);
    assertThat(third.get("/id")).isEqualTo(first.get("/id"));
  }

  @Test
  void a_file_is_renamed_and_moved_and_keeps_its_id() {
    library.put("a.txt", bytes("abc"));
    library.folder("f");
    String id = library.stored("a.txt").id();
    Client.Reply reply = client.patch(
        drive + "/items/" + id,
        "{\"name\":\"b.txt\",\"parentReference\":{\"id\":\""
            + library.stored("f").id() + "\"}}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(library.names()).containsExactly("f/b.txt");
    assertThat(library.stored("f/b.txt").id()).isEqualTo(id);
  }

  @Test
  void a_rename_onto_a_file_replaces_it_only_if_told_to() {
    library.put("a.txt", bytes("new"));
    library.put("b.txt", bytes("old"));
    String replaced = library.stored("b.txt").id();
    String to = "{\"name\":\"b.txt\"";

    assertThat(client.patch(drive + "/root:/a.txt", to + "}").status()).isEqualTo(409);
    Client.Reply reply = client.patch(
        drive + "/root:/a.txt", to + ",\"@microsoft.graph.conflictBehavior\":\"replace\"}");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(library.read("b.txt")).isEqualTo(bytes("new"));
    assertThat(library.names()).containsExactly("b.txt");
    assertThat(library.readRecycled("b.txt")).isEqualTo(bytes("old"));
    assertThat(client.get(drive + "/items/" + replaced).status()).isEqualTo(404);
  }

  @Test
  void a_rename_onto_a_folder_is_refused() {
    library.put("a.txt", bytes("new"));
    library.folder("f");
    String body = "{\"name\":\"f\",\"@microsoft.graph.conflictBehavior\":\"replace\"}";

    assertThat(client.patch(drive + "/root:/a.txt", body).status()).isEqualTo(409);
    assertThat(library.exists("a.txt")).isTrue();
  }

  @Test
  void a_name_may_change_its_case() {
    library.put("a.txt", bytes("abc"));

    assertThat(client.patch(drive + "/root:/a.txt", "{\"name\":\"A.txt\"}").status())
        .isEqualTo(200);
    assertThat(library.names()).containsExactly("A.txt");
  }

  @Test
  void a_file_may_be_given_a_time_to_the_second_and_loses_it_by_a_rename() {
    library.put("a.txt", bytes("abc"));
    String time = "{\"fileSystemInfo\":{\"lastModifiedDateTime\":\"2020-02-03T04:05:06.789Z\"}}";
    Client.Reply timed = client.patch(drive + "/root:/a.txt", time);

    assertThat(timed.get("/fileSystemInfo/lastModifiedDateTime")).isEqualTo("2020-02-03T04:05:06Z");
    client.patch(drive + "/root:/a.txt", "{\"name\":\"b.txt\"}");
    assertThat(library.stored("b.txt").modified()).isAfter(Instant.parse("2021-01-01T00:00:00Z"));
  }

  @Test
  void a_folder_goes_with_what_is_in_it() {
    library.put("f/a.txt", bytes("abc"));
    String id = library.stored("f/a.txt").id();

    assertThat(client.delete(drive + "/root:/f").status()).isEqualTo(204);
    assertThat(client.delete(drive + "/root:/f").status()).isEqualTo(404);
    assertThat(client.get(drive + "/items/" + id).status()).isEqualTo(404);
    assertThat(library.recycled()).extracting(Stored::path).containsExactly("f");
  }

  @Test
  void a_locked_file_stays_as_it_is() {
    library.put("f/a.txt", bytes("abc"));
    library.lock("f/a.txt");

    assertThat(client.put(drive + "/root:/f/A.txt:/content", "new").status()).isEqualTo(423);
    assertThat(client.patch(drive + "/root:/f/a.txt", "{\"name\":\"b\"}").status())
        .isEqualTo(423);
    assertThat(client.delete(drive + "/root:/f").code()).isEqualTo("resourceLocked");
    library.put("b.txt", bytes("new"));
    String onto = "{\"name\":\"a.txt\",\"@microsoft.graph.conflictBehavior\":\"replace\","
        + "\"parentReference\":{\"id\":\"" + library.stored("f").id() + "\"}}";
    assertThat(client.patch(drive + "/root:/b.txt", onto).status()).isEqualTo(423);
    library.unlock("f/a.txt");
    assertThat(client.delete(drive + "/root:/f").status()).isEqualTo(204);
  }

  @Test
  void a_library_may_be_full() {
    library.remaining(3);

    assertThat(client.put(drive + "/root:/a.txt:/content", "ab").status()).isEqualTo(201);
    Client.Reply reply = client.put(drive + "/root:/b.txt:/content", "ab");
    assertThat(reply.status()).isEqualTo(507);
    assertThat(reply.code()).isEqualTo("quotaLimitReached");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a%2Ab",
        "a%3Ab",
        "%20a",
        "a%20",
        "a.",
        "~$a",
        "x_vti_y",
        "CON",
        "lpt1",
        ".lock",
        "desktop.ini",
        "forms"
      })
  void a_name_may_be_refused(String name) {
    Client.Reply reply = client.put(drive + "/root:/" + name + ":/content", "abc");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("invalidRequest");
    assertThat(library.names()).isEmpty();
  }

  @Test
  void a_path_has_400_characters_at_most() {
    String most =
        "a".repeat(200) + "/" + "b".repeat(400 - 201 - "sites/Lab/Shared Documents/".length());

    assertThat(client.put(drive + "/root:/" + most + ":/content", "").status()).isEqualTo(201);
    assertThat(client.put(drive + "/root:/" + most + "b:/content", "").status()).isEqualTo(400);
  }
}
