package org.oeleo.sharepoint.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;

/** Which cloud of Microsoft is meant, and what belongs to it. */
class CloudTest {
  private static final String ROOT = "sharepoint://h.example/sites/Lab/Documents";

  private static Cloud cloud(String... settings) throws SettingsException {
    return Cloud.of(Settings.of(
        settings.length == 2
            ? Map.of(settings[0], settings[1])
            : Map.of(settings[0], settings[1], settings[2], settings[3])));
  }

  /** See https://learn.microsoft.com/graph/deployments. */
  @ParameterizedTest
  @CsvSource({
    "https://login.microsoftonline.com/, https://graph.microsoft.com",
    "login.microsoftonline.com, https://graph.microsoft.com",
    "https://login.microsoftonline.us, https://graph.microsoft.us",
    "https://LOGIN.microsoftonline.us, https://graph.microsoft.us",
    "https://login.partner.microsoftonline.cn/, https://microsoftgraph.chinacloudapi.cn",
    "https://login.chinacloudapi.cn/, https://microsoftgraph.chinacloudapi.cn"
  })
  void a_national_cloud_has_its_own_graph(String authority, String graph) throws SettingsException {
    assertThat(cloud("OELEO_AUTHORITY_HOST", authority).graph()).hasToString(graph);
    assertThat(cloud("AZURE_AUTHORITY_HOST", authority).graph()).hasToString(graph);
  }

  @Test
  void without_a_word_it_is_the_global_one() throws SettingsException {
    Cloud cloud = Cloud.of(Settings.of(Map.of()));

    assertThat(cloud.authority()).hasToString("https://login.microsoftonline.com");
    assertThat(cloud.graph()).hasToString("https://graph.microsoft.com");
  }

  @Test
  void another_graph_may_be_named() throws SettingsException {
    Cloud cloud = cloud(
        "OELEO_AUTHORITY_HOST", "https://login.microsoftonline.us",
        "OELEO_GRAPH_HOST", "dod-graph.microsoft.us/");

    assertThat(cloud.graph()).hasToString("https://dod-graph.microsoft.us");
  }

  @Test
  void an_unknown_authority_needs_a_graph_to_go_with_it() {
    assertThatThrownBy(() -> cloud("OELEO_AUTHORITY_HOST", "https://login.example.org"))
        .hasMessageContaining("OELEO_GRAPH_HOST is required with OELEO_AUTHORITY_HOST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://graph.example.org", "https://u:secret@g.example", "https://g/?a", "a b"})
  void what_is_no_safe_address_is_refused(String graph) {
    assertThatThrownBy(() -> cloud("OELEO_GRAPH_HOST", graph))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("OELEO_GRAPH_HOST")
        .hasMessageNotContaining("secret");
  }

  private static Access access() throws Exception {
    return Access.open(
        ROOT,
        Settings.of(
            Map.of("AZURE_TENANT_ID", "t", "AZURE_CLIENT_ID", "c", "AZURE_CLIENT_SECRET", "s")));
  }

  @ParameterizedTest
  @CsvSource({
    "https://graph.microsoft.com/v1.0/next, true",
    "https://GRAPH.microsoft.com/v1.0/next, true",
    "http://graph.microsoft.com/v1.0/next, false",
    "https://graph.microsoft.com.evil.example/v1.0, false",
    "https://evil.example/graph.microsoft.com, false",
    "https://graph.microsoft.com@evil.example/, false",
    "https://graph.microsoft.com:8443/v1.0, false",
    "/v1.0/next, false",
    "https://graph microsoft.com/v1.0, false",
    "'', false"
  })
  void only_an_address_of_graph_is_taken_for_one(String url, boolean graphs) throws Exception {
    try (Access access = access()) {
      assertThat(access.isGraphs(url)).isEqualTo(graphs);
    }
  }

  @Test
  void a_token_is_for_graph_only() throws Exception {
    try (Access access = access()) {
      Request foreign =
          new Request.Builder().url("https://tenant.sharepoint.com/x").build();

      assertThatThrownBy(() -> access.withToken(foreign))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
