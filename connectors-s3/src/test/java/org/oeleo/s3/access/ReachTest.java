package org.oeleo.s3.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachTest {
  private static final String ENDPOINT = "OELEO_ENDPOINT";

  @TempDir
  Path place;

  private Folders folders;

  @BeforeEach
  void makeFolders() throws IOException {
    folders = Folders.in(place);
  }

  @Test
  void on_aws_the_newest_manner_is_chosen() throws Exception {
    Reach reach = folders.reach(Map.of("OELEO_REGION", "eu-north-1"));

    assertThat(reach.server()).isEmpty();
    assertThat(reach)
        .hasToString("AWS, region eu-north-1")
        .extracting(Reach::manner)
        .isEqualTo(new Reach.Manner(
            Choice.PathStyle.NO, Checksums.WHEN_SUPPORTED, Checksums.WHEN_SUPPORTED));
  }

  @Test
  void elsewhere_the_manner_is_one_that_every_store_understands() throws Exception {
    Reach reach = folders.reach(Map.of(ENDPOINT, "http://127.0.0.1:9000/"));

    assertThat(reach.region()).isEqualTo("us-east-1");
    assertThat(reach)
        .hasToString("http://127.0.0.1:9000")
        .extracting(Reach::manner)
        .isEqualTo(new Reach.Manner(
            Choice.PathStyle.YES, Checksums.WHEN_REQUIRED, Checksums.WHEN_REQUIRED));
  }

  @Test
  void an_endpoint_of_aws_written_out_is_aws() throws Exception {
    Reach reach = folders.reach(
        Map.of(ENDPOINT, "https://s3.EU-west-1.amazonaws.com", "OELEO_REGION", "eu-west-1"));

    assertThat(reach.manner().pathStyle()).isEqualTo(Choice.PathStyle.NO);
    assertThat(reach.manner().request()).isEqualTo(Checksums.WHEN_SUPPORTED);
  }

  @Test
  void settings_win_over_what_follows_from_the_store() throws Exception {
    Reach reach = folders.reach(Map.of(
        ENDPOINT,
        "https://s3.example.org",
        "OELEO_PATH_STYLE",
        "no",
        "OELEO_CHECKSUMS",
        "when_supported",
        "AWS_REQUEST_CHECKSUM_CALCULATION",
        "when_required",
        "OELEO_REGION",
        "RegionOne"));

    assertThat(reach.region()).isEqualTo("RegionOne");
    assertThat(reach.manner())
        .isEqualTo(new Reach.Manner(
            Choice.PathStyle.NO, Checksums.WHEN_SUPPORTED, Checksums.WHEN_SUPPORTED));
  }

  @Test
  void variables_of_aws_win_over_auto() throws Exception {
    Reach reach = folders.reach(Map.of(
        ENDPOINT, "https://s3.example.org", "AWS_REQUEST_CHECKSUM_CALCULATION", "WHEN_SUPPORTED"));

    assertThat(reach.manner().request()).isEqualTo(Checksums.WHEN_SUPPORTED);
    assertThat(reach.manner().response()).isEqualTo(Checksums.WHEN_REQUIRED);
  }

  @Test
  void on_aws_a_region_is_required() {
    assertThatThrownBy(() -> folders.reach(Map.of()))
        .hasMessageContaining("OELEO_REGION is required on AWS");
  }

  @Test
  void a_region_is_taken_from_settings_then_variables_then_the_profile() throws Exception {
    folders.profiles("[default]", "region = ap-south-1");

    assertThat(folders.reach(Map.of("OELEO_REGION", "a", "AWS_REGION", "b")).region())
        .isEqualTo("a");
    assertThat(
            folders.reach(Map.of("AWS_REGION", "b", "AWS_DEFAULT_REGION", "c")).region())
        .isEqualTo("b");
    assertThat(folders.reach(Map.of("AWS_DEFAULT_REGION", "c")).region()).isEqualTo("c");
    assertThat(folders.reach(Map.of()).region()).isEqualTo("ap-south-1");
  }

  @Test
  void a_server_is_taken_from_the_strongest_place_that_names_one() throws Exception {
    folders.profiles("[default]", "endpoint_url = https://profile");
    assertThat(folders.reach(Map.of())).hasToString("https://profile");
    Map<String, String> aws = Map.of("AWS_ENDPOINT_URL", "https://aws");
    assertThat(folders.reach(aws)).hasToString("https://aws");
    Folders.write(folders.home(), "endpoint_url: https://file:8443");
    assertThat(folders.reach(aws)).hasToString("https://file:8443");
    assertThat(folders.reach(Map.of("S3_ENDPOINT", "https://seed"))).hasToString("https://seed");
    assertThat(folders.reach(Map.of("S3_ENDPOINT", "https://seed", ENDPOINT, "https://own")))
        .hasToString("https://own");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:9000",
    "s3.example.org",
    "ftp://s3.example.org",
    "https://",
    "https:///bucket",
    "https://host:99999",
    "https://host?x=1",
    "https://host#x",
    "'https://ho st'"
  })
  void what_is_no_server_is_refused(String endpoint) {
    assertThatThrownBy(() -> folders.reach(Map.of(ENDPOINT, endpoint)))
        .hasMessageContaining("OELEO_ENDPOINT in program is '" + endpoint + "'")
        .hasMessageContaining("write https://host");
  }

  @Test
  void keys_in_the_address_of_a_server_are_refused_and_not_repeated() {
    assertThatThrownBy(() -> folders.reach(Map.of(ENDPOINT, "https://key:hunter2@host")))
        .hasMessageContaining("has an @")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @CsvSource({"eu-1/../x", "evil.example.org", "'eu north'"})
  void what_is_no_region_is_refused(String region) {
    assertThatThrownBy(() -> folders.reach(Map.of("OELEO_REGION", region)))
        .hasMessageContaining("OELEO_REGION must be letters, digits, - and _");
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:9000, false",
    "http://127.0.0.1, false",
    "http://[::1]:9000, false",
    "https://s3.example.org, false",
    "http://s3.example.org, true",
    "HTTP://10.0.0.1, true",
    "http://127.0.0.1.example.org, true"
  })
  void only_http_to_other_machines_can_be_read_on_the_way(String endpoint, boolean readable)
      throws Exception {
    assertThat(Server.parse(endpoint, "test").isReadOnTheWay()).isEqualTo(readable);
  }
}
