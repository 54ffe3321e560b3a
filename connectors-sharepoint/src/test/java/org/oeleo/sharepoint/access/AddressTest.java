package org.oeleo.sharepoint.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.RelativePath;

/** Where root and settings say that files are kept. */
class AddressTest {
  private static Address parse(String root, String... settings) throws SettingsException {
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      variables.put("OELEO_SHAREPOINT_" + settings[i], settings[i + 1]);
    }
    return Address.parse(root, Settings.of(variables));
  }

  private static void assertParts(Address address, String site, String library, String folder) {
    assertThat(address.site()).isEqualTo(site);
    assertThat(address.library().orElse("")).isEqualTo(library);
    assertThat(address.folder().map(RelativePath::toString).orElse("")).isEqualTo(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "sharepoint://h.example/sites/Lab/Documents/raw, sites/Lab, Documents, raw",
    "sharepoint://h.example/sites/Lab/Documents/raw/2026/, sites/Lab, Documents, raw/2026",
    "sharepoint://h.example/sites/Lab/Shared%20Documents/a%20b, sites/Lab, Shared Documents, a b",
    "sharepoint://h.example/sites/Lab/Shared Documents/a b, sites/Lab, Shared Documents, a b",
    "sharepoint://h.example/sites/Lab/Data/a+b%23%25%3F%2B, sites/Lab, Data, a+b#%?+",
    "sharepoint://h.example/sites/Lab/D%C3%A4ta, sites/Lab, D\u00e4ta, ''",
    "sharepoint://h.example/sites/Lab, sites/Lab, '', ''",
    "sharepoint://h.example/sites/Lab/, sites/Lab, '', ''",
    "https://h.example/sites/Lab/Documents/raw, sites/Lab, Documents, raw",
    "HTTPS://h.example/Sites/Lab/Documents, Sites/Lab, Documents, ''",
    "sharepoint://h.example/teams/Lab/Documents, teams/Lab, Documents, ''",
    "sharepoint://h.example/personal/ada_example_org/Documents/x, personal/ada_example_org,"
        + " Documents, x",
    "sharepoint://h.example/Documents/raw, '', Documents, raw",
    "sharepoint://h.example, '', '', ''",
    "sharepoint://h.example/sites, '', sites, ''"
  })
  void a_root_that_is_an_address_says_all(String root, String site, String library, String folder)
      throws SettingsException {
    Address address = parse(root);

    assertThat(address.host()).isEqualTo("h.example");
    assertParts(address, site, library, folder);
  }

  @ParameterizedTest
  @CsvSource({
    "https://h.example, Lab, Documents, raw, sites/Lab, Documents, raw",
    "https://h.example/, /Lab/, Documents, /raw/, sites/Lab, Documents, raw",
    "https://h.example, teams/Lab, Documents, ./raw, teams/Lab, Documents, raw",
    "h.example, sites/Lab, Documents, ., sites/Lab, Documents, ''",
    "https://h.example/sites/Lab, , Documents, raw\\2026, sites/Lab, Documents, raw/2026",
    "https://h.example/sites/Lab%20B, , , raw, sites/Lab B, '', raw",
    "https://h.example, , Documents, /, '', Documents, ''"
  })
  void a_root_that_is_a_path_is_below_the_library_of_the_settings(
      String url,
      String name,
      String library,
      String root,
      String site,
      String wantedLibrary,
      String folder)
      throws SettingsException {
    Map<String, String> variables = new HashMap<>();
    variables.put("OELEO_SHAREPOINT_URL", url);
    Optional.ofNullable(name).ifPresent(n -> variables.put("OELEO_SHAREPOINT_SITENAME", n));
    Optional.ofNullable(library).ifPresent(l -> variables.put("OELEO_SHAREPOINT_DOC_LIBRARY", l));

    Address address = Address.parse(root, Settings.of(variables));

    assertThat(address.host()).isEqualTo("h.example");
    assertParts(address, site, wantedLibrary, folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sharepoint://h.example/sites/Lab?web=1",
        "sharepoint://h.example/sites/Lab#a",
        "sharepoint://ada:secret@h.example/sites/Lab",
        "sharepoint:///sites/Lab",
        "http://h.example/sites/Lab",
        "ftp://h.example/sites/Lab",
        "sharepoint://h.example/sites/Lab/100%",
        "sharepoint://h.example/sites/Lab/%zz"
      })
  void what_is_no_address_in_sharepoint_is_refused(String root) {
    assertThatThrownBy(() -> parse(root))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("is no address in SharePoint")
        .hasMessageContaining("https://tenant.sharepoint.com/sites/Lab")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sharepoint://h.example/sites/Lab/Documents/../x",
        "sharepoint://h.example/sites/Lab/Documents/%2e%2e",
        "sharepoint://h.example/sites/Lab/Documents/a/./b"
      })
  void a_folder_never_leads_out_of_its_library(String root) {
    assertThatThrownBy(() -> parse(root)).hasMessageContaining("no folder of a library");
    assertThatThrownBy(() -> parse("a/../..", "URL", "https://h.example"))
        .hasMessageContaining("no folder of a library");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://h.example:443", "sharepoint://h.example:443/"})
  void the_usual_port_may_be_said(String url) throws SettingsException {
    assertThat(parse("a", "URL", url).host()).isEqualTo("h.example");
  }

  /** Graph knows sites by the name of their host alone. */
  @Test
  void another_port_is_refused() {
    assertThatThrownBy(() -> parse("sharepoint://h.example:8443/sites/Lab"))
        .hasMessageContaining("is no address in SharePoint");
  }

  @ParameterizedTest
  @CsvSource({"URL, https://h.example", "SITENAME, Lab", "DOC_LIBRARY, Documents"})
  void what_is_said_twice_is_refused(String setting, String text) {
    assertThatThrownBy(() -> parse("sharepoint://h.example/sites/Lab", setting, text))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("OELEO_SHAREPOINT_" + setting)
        .hasMessageContaining("drop one");
  }

  @Test
  void a_site_is_named_once() {
    assertThatThrownBy(() -> parse("a", "URL", "https://h.example/sites/Lab", "SITENAME", "Other"))
        .hasMessageContaining("OELEO_SHAREPOINT_SITENAME")
        .hasMessageContaining("OELEO_SHAREPOINT_URL names a site already")
        .hasMessageContaining("drop one");
  }

  @Test
  void without_an_address_the_setting_for_it_is_asked_for() {
    assertThatThrownBy(() -> parse("raw"))
        .hasMessageContaining("OELEO_SHAREPOINT_URL is required")
        .hasMessageContaining("sharepoint://");
  }

  @Test
  void an_address_shows_itself_as_a_browser_has_it() throws SettingsException {
    assertThat(parse("sharepoint://h.example/sites/Lab/Documents/raw"))
        .hasToString("https://h.example/sites/Lab/Documents/raw");
    assertThat(parse("raw", "URL", "h.example"))
        .hasToString("https://h.example/(default library)/raw");
  }
}
