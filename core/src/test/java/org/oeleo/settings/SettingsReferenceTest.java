package org.oeleo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReferenceTest {
  private static final Setting<Path> DB_NAME =
      Setting.path("DB_NAME", "File of the ledger.").required().example("local2pub.db");
  private static final Setting<Duration> SETTLE = Setting.duration(
          "SETTLE", "How long a file | folder must be <still>.")
      .orElse(Duration.ofSeconds(5));
  private static final Setting<List<String>> STARTS = Setting.list(
          "STARTS_WITH", "Only names\n that start so.")
      .alias("OA_STARTS_WITH")
      .example("a|b; #c");
  private static final Setting<String> HOST =
      Setting.text("HOST", "The server.").required();
  private static final Setting<Secret> PASSWORD = Setting.secret("PASSWORD", "Of the user.");

  private static final SettingsReference REFERENCE = SettingsReference.of(List.of(
      SettingsReference.Group.of("Worker", "What is done.", List.of(DB_NAME, SETTLE, STARTS)),
      new SettingsReference.Group(
          "SSH", "", List.of(HOST, PASSWORD), List.of("EXTERNAL", "LOCAL"))));

  @TempDir
  Path folder;

  @Test
  void the_tables_name_every_setting() {
    assertThat(REFERENCE.markdown()).isEqualTo("""
            ## Worker

            What is done.

            | variable | meaning | default | form |
            |---|---|---|---|
            | `OELEO_DB_NAME` | File of the ledger. | **required** | a path, such as `local2pub.db` |
            | `OELEO_SETTLE` | How long a file \\| folder must be &lt;still&gt;. | `5s` | a duration such as 5s, 10m or 1h30m |
            | `OELEO_STARTS_WITH`<br>also `OA_STARTS_WITH` | Only names that start so. |  | one or more texts separated by ;, such as `a\\|b; #c` |

            ## SSH

            Each of these is set for one side or for either: OELEO\\_EXTERNAL\\_HOST for the external side, OELEO\\_LOCAL\\_HOST for the local side, or else OELEO\\_HOST for any.

            | variable | meaning | default | form |
            |---|---|---|---|
            | `OELEO_HOST` | The server. | **required** | a text |
            | `OELEO_PASSWORD`<br>or `OELEO_PASSWORD_FILE` | Of the user. |  | a secret text |
            """);
  }

  @Test
  void the_template_shows_every_setting() {
    assertThat(REFERENCE.template()).isEqualTo("""
            # ---- Worker
            # What is done.

            # File of the ledger. (a path)
            OELEO_DB_NAME=local2pub.db

            # How long a file | folder must be <still>. (a duration such as 5s, 10m or 1h30m)
            # OELEO_SETTLE=5s

            # Only names that start so. (one or more texts separated by ;)
            # Also read as OA_STARTS_WITH.
            # OELEO_STARTS_WITH='a|b; #c'

            # ---- SSH
            # Each of these is set for one side or for either: OELEO_EXTERNAL_HOST for the external side,
            # OELEO_LOCAL_HOST for the local side, or else OELEO_HOST for any.

            # The server. (a text)
            # OELEO_EXTERNAL_HOST=

            # Of the user. (a secret text)
            # OELEO_EXTERNAL_PASSWORD=
            # OELEO_EXTERNAL_PASSWORD_FILE=
            """);
  }

  @Test
  void the_template_is_read_back_with_every_line_in_force() throws Exception {
    String text = REFERENCE.template().replaceAll("(?m)^# (O[A-Z_]+=)", "$1");
    Path file = Files.writeString(folder.resolve("lab.env"), text);
    Settings settings = Settings.of(List.of(Source.dotenv(file)));

    assertThat(settings.get(DB_NAME)).isEqualTo(Path.of("local2pub.db"));
    assertThat(settings.origin(SETTLE)).contains("OELEO_SETTLE in " + file);
    assertThat(settings.get(SETTLE)).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.find(STARTS)).contains(List.of("a|b", "#c"));
    assertThat(settings.warnings(REFERENCE.settings(), REFERENCE.scopes())).isEmpty();
  }

  @Test
  void the_help_takes_two_lines_for_each() {
    assertThat(REFERENCE.help())
        .startsWith("""
            Worker:
              OELEO_DB_NAME  (a path, required)
                  File of the ledger.
              OELEO_SETTLE  (a duration such as 5s, 10m or 1h30m, default 5s)
            """)
        .contains("\nSSH:\n  Each of these is set for one side or for either: OELEO_EXTERNAL_HOST ")
        .contains("\n  OELEO_HOST  (a text, required)\n      The server.\n");
  }

  @Test
  void settings_and_scopes_are_each_given_once() {
    SettingsReference twice = SettingsReference.of(List.of(
        REFERENCE.groups().get(1), REFERENCE.groups().get(1), REFERENCE.groups().get(0)));

    assertThat(twice.settings()).containsExactly(HOST, PASSWORD, DB_NAME, SETTLE, STARTS);
    assertThat(twice.scopes()).containsExactly("EXTERNAL", "LOCAL");
  }
}
