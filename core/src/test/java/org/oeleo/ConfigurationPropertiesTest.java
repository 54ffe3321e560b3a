package org.oeleo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.oeleo.filter.FilterSettings;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;

/** Whatever stands in the variables: a worker, or sentences that say which of them are wrong. */
@Sampled
class ConfigurationPropertiesTest {
  private static final Providers PROVIDERS = Providers.onClassPath();
  private static final List<String> VARIABLES = Stream.of(
          WorkerSettings.ALL, FilterSettings.all(), ScheduleSettings.ALL, ProgramSettings.ALL)
      .flatMap(List::stream)
      .map(Setting::variable)
      .toList();

  @Provide
  Arbitrary<Map<String, String>> variables() {
    Arbitrary<String> texts = Mutations.of(List.of(
        "/srv/lab",
        "file:///data",
        "sftp://user:pa55@host:22/x",
        "local",
        "command",
        "push",
        "pull",
        "keep",
        "sha256",
        "30s",
        "1h",
        "4",
        "0",
        "10M",
        "08:00,1M 19:00,off",
        "*.csv;/a/**",
        "+ *;- b",
        "true",
        "2024-01-31",
        "2023",
        "12",
        "ledger.db",
        "sqlite"));
    return Arbitraries.maps(Arbitraries.of(VARIABLES), texts).ofMaxSize(8).withoutEdgeCases();
  }

  @Property(tries = 500)
  void any_values_make_a_worker_or_name_what_is_wrong(
      @ForAll("variables") Map<String, String> variables) throws Exception {
    Configuration configuration = Configuration.of(Settings.of(variables), PROVIDERS);
    try {
      assertThat(configuration.worker()).isNotNull();
      assertThat(configuration.schedule().interval().toNanos()).isPositive();
    } catch (SettingsException e) {
      assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> {
        assertThat(problem.variable()).matches("(OELEO|OA)_[A-Z0-9_]+");
        assertThat(problem.toString()).doesNotContain("\n", "\0");
      });
    }
    assertThat(configuration.describe()).isNotEmpty();
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(VARIABLES);
  }

  @Property
  void a_password_in_a_uri_is_never_shown_wherever_it_was_put(@ForAll("names") String name) {
    Map<String, String> variables = Map.of(name, "sftp://user:pa55@host:22/x");
    Configuration configuration = Configuration.of(Settings.of(variables), PROVIDERS);

    assertThat(configuration.describe().toString()).contains(name).doesNotContain("pa55");
    assertThatThrownBy(configuration::worker)
        .isInstanceOf(SettingsException.class)
        .hasMessageNotContaining("pa55");
  }
}
