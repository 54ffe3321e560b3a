package org.oeleo.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.settings.Settings;
import org.oeleo.sharepoint.service.Paging;
import org.oeleo.sharepoint.service.Right;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.testkit.SampleContent;

/** Site, library and folder, looked for in the service. */
class RootTest extends InLibrary {
  private static ConnectorException failureAt(String root, Map<String, String> settings) {
    try (Connector open = tenant.open(root, settings)) {
      return failure(open::ping);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private String siteRoot() {
    return site.url().replaceFirst("^https:", "sharepoint:");
  }

  private void assertFindsFolder(String root, Map<String, String> settings) throws IOException {
    try (Connector open = tenant.open(root, settings)) {
      open.ping();
      open.write(path("a.txt"), SampleContent.of("found"));
    }
    assertThat(stored("a.txt")).asString().isEqualTo("found");
    library.delete(ROOT + "/a.txt");
  }

  @Test
  void a_library_is_found_by_its_name_and_by_that_of_its_address() throws IOException {
    assertFindsFolder(siteRoot() + "/Documents/" + ROOT, Map.of());
    assertFindsFolder(siteRoot() + "/documents/" + ROOT, Map.of());
    assertFindsFolder(siteRoot() + "/Shared%20Documents/" + ROOT, Map.of());
    assertFindsFolder(siteRoot() + "/Shared Documents/" + ROOT, Map.of());
  }

  @Test
  void the_settings_of_the_original_find_it_too() throws IOException {
    String name = site.path().substring("/sites/".length());
    Map<String, String> settings =
        Map.of("OELEO_SHAREPOINT_URL", "https://127.0.0.1", "OELEO_SHAREPOINT_SITENAME", name);

    assertFindsFolder(ROOT, settings);

    Map<String, String> all = new TreeMap<>(settings);
    all.put("OELEO_SHAREPOINT_DOC_LIBRARY", "Shared Documents");
    assertFindsFolder(ROOT, all);
  }

  @Test
  void a_name_counts_before_that_of_an_address() throws IOException {
    library = site.addLibrary("Shared Documents", "Other");
    library.folder(ROOT);

    assertFindsFolder(siteRoot() + "/Shared%20Documents/" + ROOT, Map.of());
  }

  @Test
  void a_library_of_many_is_found_on_whichever_page_it_is() throws IOException {
    for (int i = 0; i < 5; i++) {
      library = site.addLibrary("Series " + i);
    }
    library.folder(ROOT);
    site.paging(Paging.of(2));

    assertFindsFolder(siteRoot() + "/Series%204/" + ROOT, Map.of());
  }

  @Test
  void libraries_whose_pages_never_end_are_told() {
    site.paging(Paging.of(1).with(Paging.Oddity.SAME_PAGE));

    assertThat(failureAt(siteRoot() + "/Missing", Map.of()))
        .hasMessageContaining("does not say how it goes on");
  }

  @Test
  void a_site_that_is_not_there_is_told() {
    ConnectorException failure = failureAt("sharepoint://127.0.0.1/sites/None/Documents", Map.of());

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure)
        .hasMessageContaining("there is no site https://127.0.0.1/sites/None")
        .hasMessageContaining("may not see it");
  }

  @Test
  void a_site_on_which_we_may_do_nothing_is_told() {
    site.allow(tenant.app, Right.NONE);

    ConnectorException failure = failureAt(Tenant.root(library, ROOT), Map.of());

    assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION);
    assertThat(failure)
        .hasMessageContaining("no permission")
        .hasMessageContaining("Sites.Selected");
  }

  @Test
  void a_library_that_is_not_there_is_told_with_those_that_are() {
    site.addLibrary("Measurements");

    ConnectorException failure = failureAt(siteRoot() + "/Missing/a", Map.of());

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure)
        .hasMessageContaining("there is no library Missing")
        .hasMessageContaining("it has: Documents, Measurements");
  }

  @Test
  void a_folder_that_is_not_there_is_told_and_never_made_by_itself() throws IOException {
    String root = Tenant.root(library, "root/not there");

    ConnectorException failure = failureAt(root, Map.of());

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure).hasMessageContaining("root/not there").hasMessageContaining("Documents");
    try (Connector open = tenant.open(root, Map.of())) {
      assertThat(kind(() -> open.write(path("a"), SampleContent.of("a"))))
          .isEqualTo(Kind.UNREACHABLE);
      assertThat(kind(() ->
              open.list(org.oeleo.spi.ListRequest.everything(), into(new java.util.ArrayList<>()))))
          .isEqualTo(Kind.UNREACHABLE);
    }
    assertThat(library.folders()).containsExactly(ROOT);
  }

  @Test
  void the_last_folder_is_made_when_that_is_asked_for() throws IOException {
    try (Connector open = tenant.open(Tenant.root(library, "root/a b"), Map.of())) {
      assertThat(open.capabilities().has(Capability.CREATE_ROOT)).isTrue();
      open.createRoot();
      open.ping();
      open.createRoot();
    }
    assertThat(library.folders()).containsExactly(ROOT, "root/a b");
  }

  @Test
  void more_than_the_last_folder_is_never_made() throws IOException {
    try (Connector open = tenant.open(Tenant.root(library, "misspelt/a"), Map.of())) {
      assertThat(failure(open::createRoot))
          .hasMessageContaining("there is no folder misspelt")
          .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE));
    }
    assertThat(library.folders()).containsExactly(ROOT);
  }

  @Test
  void a_folder_that_is_a_file_is_told() {
    put("file", new byte[1]);

    ConnectorException failure = failureAt(Tenant.root(library, "root/file"), Map.of());

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure).hasMessageContaining("is a file");
  }

  @Test
  void a_root_that_goes_away_is_never_made_again() throws IOException {
    write("a.txt", SampleContent.of("a"));
    library.delete(ROOT);

    assertThat(kind(connector::ping)).isEqualTo(Kind.UNREACHABLE);
    assertThat(kind(() -> write("b.txt", SampleContent.of("b")))).isEqualTo(Kind.UNREACHABLE);
    assertThat(kind(() -> write("x/b.txt", SampleContent.of("b")))).isEqualTo(Kind.UNREACHABLE);
    assertThat(kind(() -> write("large", Source.of(WHOLE + 1)))).isEqualTo(Kind.UNREACHABLE);
    assertThat(kind(this::listed)).isEqualTo(Kind.UNREACHABLE);
    assertThat(library.folders()).isEmpty();
  }

  @Test
  void the_root_site_has_libraries_too() {
    ConnectorException failure = failureAt("sharepoint://127.0.0.1/Missing", Map.of());

    // Selected sites only: the root site was not.
    assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION);
    assertThat(journal().entries("GET", "^/v1.0/sites/127.0.0.1$")).hasSize(1);
  }

  private static String problems(Map<String, String> variables) {
    try (Connector open = new SharePointConnectorProvider()
        .open("sharepoint://127.0.0.1/sites/Lab", Settings.of(variables))) {
      throw new AssertionError("opened " + open);
    } catch (ConnectorException e) {
      assertThat(e.kind()).isEqualTo(Kind.REJECTED);
      return String.valueOf(e.getMessage());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AZURE_TENANT_ID, OELEO_TENANT_ID",
    "AZURE_CLIENT_ID, OELEO_CLIENT_ID",
    "AZURE_CLIENT_SECRET, OELEO_CLIENT_CERTIFICATE_PATH"
  })
  void what_is_missing_is_named(String missing, String named) {
    Map<String, String> variables = tenant.variables();
    variables.remove(missing);

    assertThat(problems(variables)).contains(named + " is required");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../other", "a b", "t/x", "https://t"})
  void a_tenant_that_is_none_is_refused(String wrong) {
    Map<String, String> variables = tenant.variables();
    variables.put("AZURE_TENANT_ID", wrong);

    assertThat(problems(variables)).contains("no tenant id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"100K", "61M", "0"})
  void slices_that_the_service_would_refuse_are_refused(String size) {
    Map<String, String> variables = tenant.variables();
    variables.put("OELEO_SLICE_SIZE", size);

    assertThat(problems(variables)).contains("OELEO_SLICE_SIZE").contains("between 320K and ");
  }
}
