package org.oeleo.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.Endpoint;
import org.oeleo.settings.Settings;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.MemoryStore;

class DocumentsTest {
  private static final Cell CELL = new Cell("Zellë ☃ 01", 3, List.of(1.5, -2.0), new Maker("NTNU"));

  private final MemoryStore store = MemoryStore.empty();
  private final Documents documents = Documents.of(store.open());

  record Maker(String name) {}

  record Cell(String name, int cycles, List<Double> volts, Maker maker) {}

  private static RelativePath at(String path) {
    return RelativePath.of(path);
  }

  private void put(String path, byte[] bytes) throws IOException {
    try (Connector connector = store.open()) {
      connector.write(at(path), new Bytes(bytes, Instant.EPOCH));
    }
  }

  private void put(String path, String text) throws IOException {
    put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream output = new GZIPOutputStream(packed)) {
      output.write(bytes);
    }
    return packed.toByteArray();
  }

  private String text(String path) throws IOException {
    try (Connector connector = store.open();
        var input = connector.read(at(path), 0)) {
      return new String(input.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> names(Connector connector) throws IOException {
    List<String> names = new ArrayList<>();
    connector.list(ListRequest.everything(), new EntrySink() {
      @Override
      public void file(FileEntry entry) {
        names.add(entry.path().toString());
      }

      @Override
      public void leftOut(String name, String reason) {
        names.add(name);
      }
    });
    return names;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.json",
        "a.yaml",
        "a.yml",
        "a.json.gz",
        "b/c/a.yaml.gz",
        "a.yml.gz",
        "A.JSON",
        "a.Yml.GZ"
      })
  void a_record_comes_back_as_it_was(String path) throws Exception {
    documents.write(at(path), CELL);

    assertThat(documents.read(at(path), Cell.class)).isEqualTo(CELL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.json", "a.yaml", "a.json.gz", "a.yaml.gz"})
  void a_map_comes_back_as_it_was(String path) throws Exception {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("number", 1);
    map.put("large", 12_345_678_901_234L);
    map.put("part", 0.25);
    map.put("yes", true);
    map.put("texts", List.of("yes", "no", "1e3", "0x10", "~", "null", " a ", "a: b # c", "x\ny\n"));
    map.put("empty", Map.of());
    map.put("nothing", null);

    documents.write(at(path), map);

    assertThat(documents.readMap(at(path))).isEqualTo(map);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.json", "a.json.gz", "a.yaml.gz"})
  void in_a_folder_of_this_machine_nothing_is_left_beside_it(String path, @TempDir Path folder)
      throws Exception {
    Endpoint endpoint = Endpoint.of("local", folder.toString(), Settings.of(Map.of()));
    try (Connector connector = endpoint.open()) {
      Documents local = Documents.of(connector);
      local.write(at(path), Map.of("a", 1));
      local.write(at(path), CELL);

      assertThat(local.read(at(path), Cell.class)).isEqualTo(CELL);
      assertThat(names(connector)).containsExactly(path);
    }
  }

  @Test
  void in_a_store_that_publishes_at_once_it_is_written_in_place() throws Exception {
    MemoryStore objects = MemoryStore.ofObjects();
    Documents ofObjects = Documents.of(objects.open());

    ofObjects.write(at("a.json"), CELL);

    assertThat(ofObjects.read(at("a.json"), Cell.class)).isEqualTo(CELL);
    assertThat(names(objects.open())).containsExactly("a.json");
  }

  @Test
  void json_is_indented_by_two_spaces() throws Exception {
    documents.write(at("a.json"), new Cell("a", 1, List.of(1.5), new Maker("ü")));

    assertThat(text("a.json")).isEqualTo("""
            {
              "name": "a",
              "cycles": 1,
              "volts": [
                1.5
              ],
              "maker": {
                "name": "ü"
              }
            }
            """);
  }

  @Test
  void the_same_document_is_the_same_bytes_even_gzipped() throws Exception {
    documents.write(at("a.json.gz"), CELL);
    documents.write(at("b.json.gz"), CELL);

    assertThat(text("a.json.gz")).isEqualTo(text("b.json.gz"));
  }

  @Test
  void yaml_of_people_is_read() throws Exception {
    put("a.yml", """
        # by hand
        ---
        name: "a"
        cycles: 0b11
        volts: [1.5, 2]
        maker:
          name: |
            two
            lines
        """);

    Cell cell = documents.read(at("a.yml"), Cell.class);

    assertThat(cell).isEqualTo(new Cell("a", 3, List.of(1.5, 2.0), new Maker("two\nlines\n")));
  }

  @Test
  void words_of_yaml_that_look_like_answers_are_texts() throws Exception {
    put("a.yaml", "[yes, No, on, OFF, y, n, true, false]");

    assertThat(documents.read(at("a.yaml"), Object.class))
        .isEqualTo(List.of("yes", "No", "on", "OFF", "y", "n", true, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.json", "a.yaml"})
  void a_byte_order_mark_is_passed_over(String path) throws Exception {
    put(path, "\uFEFF{\"name\": \"ü\"}");

    assertThat(documents.read(at(path), Maker.class)).isEqualTo(new Maker("ü"));
  }

  @Test
  void the_fallback_is_for_a_file_that_is_not_there_and_for_nothing_else() throws Exception {
    Maker fallback = new Maker("none");
    put("broken.json", "{");

    assertThat(documents.readOr(at("a.json"), Maker.class, fallback)).isEqualTo(fallback);
    assertThatThrownBy(() -> documents.readOr(at("broken.json"), Maker.class, fallback))
        .isInstanceOf(DocumentException.class);
    assertThatThrownBy(() -> documents.read(at("a.json"), Maker.class))
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.json | {\"name\": \"secret\" | is not JSON, line 1",
        "a.json | {\"name\": secret} | is not JSON, line 1",
        "a.json | '{\"name\": \"secret\",\n\"name\": \"b\"}' | is not JSON, line 2",
        "a.json | {\"name\": \"a\"} secret | is not JSON",
        "a.json | {\"name\": \"a\"} {} | does not fit Maker",
        "a.json | {\"nam\": \"secret\"} | does not fit Maker at nam, line 1",
        "a.json | {\"name\": [\"secret\"]} | does not fit Maker at name, line 1",
        "a.json | [\"secret\"] | does not fit Maker",
        "a.json | '' | does not fit Maker",
        "a.json | null | holds nothing but null",
        "a.yaml | null | holds nothing but null",
        "a.yaml | '# secret' | does not fit Maker",
        "a.yaml | 'name: \"secret' | is not YAML, line 1",
        "a.yaml | 'name: secret\nname: b' | is not YAML, line 2",
        "a.yaml | '---\nname: a\n---\nname: b' | does not fit Maker",
        "a.yaml | 'x: &s secret\nname: *s' | has an alias",
        "a.yaml | 'name: !!javax.script.ScriptEngineManager [secret]' | has a tag",
        "a.yaml | '!!javax.script.ScriptEngineManager [secret]' | has a tag",
        "a.yaml | 'name: !!str secret' | has a tag",
        "a.json.gz | {\"name\": \"secret\"} | is not gzip, or is cut off"
      })
  void what_is_no_such_document_is_refused_and_shows_nothing_of_it(
      String path, String content, String why) throws Exception {
    put(path, content);

    assertThatThrownBy(() -> documents.read(at(path), Maker.class))
        .isInstanceOf(DocumentException.class)
        .hasMessageStartingWith("memory:" + path + " ")
        .hasMessageContaining(why)
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]",
        "a: [1, {b: !x 1}]",
        "a: &a [1]\nb: *a",
        "a: [&a {}, {c: [*a]}]",
        "a: &a {x: 1}\nb: {<<: *a}"
      })
  void tags_and_aliases_are_refused_at_any_depth_of_a_map(String yaml) throws Exception {
    put("a.yaml", yaml);

    assertThatThrownBy(() -> documents.readMap(at("a.yaml")))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("a.yaml has a");
  }

  @Test
  void a_laughing_document_is_refused() throws Exception {
    StringBuilder yaml = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (char name = 'b'; name < 'j'; name++) {
      String before = "*" + (char) (name - 1);
      yaml.append(name).append(": &").append(name).append(" [");
      yaml.append(String.join(", ", Collections.nCopies(9, before))).append("]\n");
    }
    put("a.yaml", yaml.toString());

    assertThatThrownBy(() -> documents.readMap(at("a.yaml"))).hasMessageContaining("has an alias");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.json", "a.yaml"})
  void a_document_that_is_nested_without_end_is_refused(String path) throws Exception {
    put(path, "[".repeat(100_000));

    assertThatThrownBy(() -> documents.read(at(path), List.class))
        .isInstanceOf(DocumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.json", "a.yaml"})
  void a_document_as_deep_as_people_write_is_read(String path) throws Exception {
    put(path, "[".repeat(100) + "]".repeat(100));

    assertThat(documents.read(at(path), Object.class)).asInstanceOf(LIST).hasSize(1);
  }

  @Test
  void a_small_file_that_unpacks_to_a_large_one_is_refused() throws Exception {
    byte[] packed = gzip(new byte[20 * 1024 * 1024]);
    assertThat(packed).hasSizeLessThan(100_000);
    put("a.json.gz", packed);

    assertThatThrownBy(() -> documents.readMap(at("a.json.gz")))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("is larger than 16777216 bytes when unpacked");
  }

  @ParameterizedTest
  @CsvSource({"a.json, 14", "a.json.gz, 60"})
  void the_limit_is_of_what_may_be_read(String path, int size) throws Exception {
    documents.write(at(path), path.endsWith(".gz") ? "x".repeat(57) : "x".repeat(11));

    assertThat(documents.atMost(size).read(at(path), String.class)).startsWith("xxx");
    assertThatThrownBy(() -> documents.atMost(size - 1).read(at(path), String.class))
        .hasMessageContaining("is larger than " + (size - 1) + " bytes");
  }

  @Test
  void a_gzipped_file_that_is_cut_off_is_refused() throws Exception {
    byte[] whole = gzip("{\"name\": \"a\"}".getBytes(StandardCharsets.UTF_8));
    put("a.json.gz", Arrays.copyOf(whole, whole.length - 5));

    assertThatThrownBy(() -> documents.read(at("a.json.gz"), Maker.class))
        .hasMessageContaining("is not gzip, or is cut off");
  }

  @Test
  void a_value_that_is_no_document_is_not_written() throws Exception {
    documents.write(at("a.json"), CELL);

    assertThatThrownBy(() -> documents.write(at("a.json"), Map.of("thread", new Object())))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("a.json is not written: no JSON can be made of")
        .hasMessageContaining("at thread");
    assertThat(documents.read(at("a.json"), Cell.class)).isEqualTo(CELL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a.txt", "a.json.zip", "json", "a.gz", "a.yaml.json5"})
  void a_name_that_does_not_say_how_it_is_written_is_refused(String path) {
    assertThatThrownBy(() -> documents.write(at(path), CELL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must end in .json, .yaml or .yml");
    assertThatThrownBy(() -> documents.read(at(path), Cell.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void several_files_exist_only_if_all_do() throws Exception {
    put("a.txt", "");
    put("b/c.json", "");

    assertThat(documents.exists(at("a.txt"))).isTrue();
    assertThat(documents.exists(at("a.txt"), at("b/c.json"))).isTrue();
    assertThat(documents.exists(at("a.txt"), at("b/c.json"), at("d"))).isFalse();
    assertThat(documents.exists(at("d"), at("a.txt"))).isFalse();
    assertThat(documents.exists(at("b"))).as("a folder").isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "s3://bucket/a/b, s3, bucket, a/b",
    "s3://bucket/a/b/, s3, bucket, a/b/",
    "s3://bucket/, s3, bucket, ''",
    "s3://bucket, s3, bucket, ''",
    "s3+x://b/r%20u?#n, s3+x, b, r%20u?#n"
  })
  void a_uri_is_split_into_scheme_bucket_and_path(
      String uri, String scheme, String bucket, String path) {
    assertThat(ObjectUri.split(uri)).isEqualTo(new ObjectUri(scheme, bucket, path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bucket/a", "://bucket/a", "s3://", "s3:///a", "s3:/bucket", "/a"})
  void what_is_no_such_uri_is_refused(String uri) {
    assertThatThrownBy(() -> ObjectUri.split(uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not scheme://bucket/path");
  }
}
