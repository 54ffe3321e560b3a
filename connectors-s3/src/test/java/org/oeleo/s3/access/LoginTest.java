package org.oeleo.s3.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.settings.Source;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

class LoginTest {
  private static final Map<String, String> OWN =
      Map.of("OELEO_ACCESS_KEY", "own", "OELEO_SECRET_KEY", "own-secret");
  private static final Map<String, String> SEED =
      Map.of("S3_ACCESS_KEY", "seed", "S3_SECRET_KEY", "seed-secret");
  private static final Map<String, String> AWS =
      Map.of("AWS_ACCESS_KEY_ID", "aws", "AWS_SECRET_ACCESS_KEY", "aws-secret");

  @TempDir
  Path place;

  private Folders folders;

  @BeforeEach
  void makeFolders() throws IOException {
    folders = Folders.in(place);
  }

  private AwsCredentials found(List<Map<String, String>> variables) throws Exception {
    Map<String, String> all = new HashMap<>();
    variables.forEach(all::putAll);
    return folders.login(all).provider().resolveCredentials();
  }

  private static void assertPair(AwsCredentials credentials, String name) {
    assertThat(credentials.accessKeyId()).isEqualTo(name);
    assertThat(credentials.secretAccessKey()).isEqualTo(name + "-secret");
  }

  @Test
  void the_first_source_that_knows_both_wins() throws Exception {
    folders.profiles(
        "[default]",
        "aws_access_key_id = default",
        "aws_secret_access_key = default-secret",
        "[profile lab]",
        "aws_access_key_id = lab",
        "aws_secret_access_key = lab-secret");
    Map<String, String> profile = Map.of("OELEO_PROFILE", "lab");

    assertPair(found(List.of(OWN, profile, SEED, AWS)), "own");
    assertPair(found(List.of(profile, SEED, AWS)), "lab");
    assertPair(found(List.of(SEED, AWS)), "seed");
    assertPair(found(List.of(AWS)), "aws");
    assertPair(found(List.of(Map.of("AWS_PROFILE", "lab"))), "lab");
    assertPair(found(List.of()), "default");
  }

  @Test
  void keys_in_a_file_of_the_seed_come_before_those_of_the_aws_tools() throws Exception {
    Folders.write(folders.home(), "aws_access_key_id: file", "aws_secret_access_key: file-secret");

    assertPair(found(List.of(AWS)), "file");
    assertPair(found(List.of(SEED, AWS)), "seed");
  }

  @Test
  void files_of_the_seed_and_its_variables_complete_each_other_key_by_key() throws Exception {
    Folders.write(folders.current(), "aws_access_key_id: work");
    Folders.write(folders.home(), "aws_access_key_id: home", "aws_secret_access_key: home-secret");

    AwsCredentials files = found(List.of());
    AwsCredentials variable = found(List.of(Map.of("S3_SECRET_KEY", "env-secret")));

    assertThat(files.accessKeyId()).isEqualTo("work");
    assertThat(files.secretAccessKey()).isEqualTo("home-secret");
    assertThat(variable.accessKeyId()).isEqualTo("work");
    assertThat(variable.secretAccessKey()).isEqualTo("env-secret");
  }

  @Test
  void own_names_of_a_weaker_source_win_over_names_of_others() throws Exception {
    Settings settings = Settings.of(List.of(new Source("environment", SEED), new Source("a", OWN)));
    Login login = new Login(
        settings,
        SeedFiles.of(folders.surroundings()),
        Profile.of(settings, folders.surroundings()));

    assertPair(login.provider().resolveCredentials(), "own");
  }

  @ParameterizedTest
  @CsvSource({
    "OELEO_ACCESS_KEY, OELEO_SECRET_KEY is missing, the access key comes from OELEO_ACCESS_KEY in",
    "OELEO_SECRET_KEY, OELEO_ACCESS_KEY is missing, the secret comes from OELEO_SECRET_KEY in",
    "S3_ACCESS_KEY, 'S3_SECRET_KEY, or aws_secret_access_key in .s3conf.yml, is missing',"
        + " the access key comes from S3_ACCESS_KEY in",
    "S3_SECRET_KEY, 'S3_ACCESS_KEY, or aws_access_key_id in .s3conf.yml, is missing',"
        + " the secret comes from S3_SECRET_KEY in",
    "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY is missing, comes from AWS_ACCESS_KEY_ID in"
  })
  void half_a_pair_is_an_error_that_names_what_is_missing(
      String given, String missing, String from) {
    assertThatThrownBy(() -> found(List.of(Map.of(given, "hunter2"))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(missing)
        .hasMessageContaining(from)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void half_a_pair_in_a_file_is_an_error_that_names_the_file() throws Exception {
    Folders.write(folders.home(), "aws_secret_access_key: hunter2");

    assertThatThrownBy(() -> found(List.of()))
        .hasMessageContaining("the secret comes from aws_secret_access_key in ")
        .hasMessageContaining(folders.home().resolve(".s3conf.yml").toString())
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void keys_that_are_valid_for_a_while_have_their_token() throws Exception {
    AwsCredentials own = found(List.of(OWN, Map.of("OELEO_SESSION_TOKEN", "token")));
    AwsCredentials aws = found(List.of(AWS, Map.of("AWS_SESSION_TOKEN", "token")));

    assertThat(List.of(own, aws))
        .allSatisfy(credentials ->
            assertThat(((AwsSessionCredentials) credentials).sessionToken()).isEqualTo("token"));
  }

  @Test
  void values_in_a_file_are_texts_and_never_numbers() throws Exception {
    Folders.write(
        folders.current(),
        "# of the lab",
        "aws_access_key_id: 0123_456",
        "aws_secret_access_key: 1e400",
        "multipart_chunk_size_mb: 15");

    AwsCredentials credentials = found(List.of());

    assertThat(credentials.accessKeyId()).isEqualTo("0123_456");
    assertThat(credentials.secretAccessKey()).isEqualTo("1e400");
  }

  @ParameterizedTest
  @CsvSource({
    "'aws_secret_access_key: \"hunter2', line 1",
    "'a: 1\naws_secret_access_key: [hunter2]', line 2",
    "'hunter2', line 1",
    "'a: !!javax.script.ScriptEngineManager [hunter2]', line 1",
    "'a: &x {hunter2: 1}\nb: *x', line 1"
  })
  void a_file_that_is_not_understood_is_an_error_that_shows_nothing_of_it(
      String content, String line) throws Exception {
    Folders.write(folders.current(), content);

    assertThatThrownBy(() -> found(List.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(folders.current().resolve(".s3conf.yml").toString())
        .hasMessageContaining(line)
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  @ParameterizedTest
  @CsvSource({"''", "'# nothing\n'", "'aws_access_key_id:\naws_secret_access_key: \"\"\n'"})
  void a_file_that_says_nothing_is_as_none(String content) throws Exception {
    Folders.write(folders.current(), content);

    assertPair(found(List.of(AWS)), "aws");
  }

  @Test
  void a_file_that_others_may_read_is_used_with_a_warning() throws Exception {
    Folders.write(
        folders.current(), "aws_access_key_id: file", "aws_secret_access_key: file-secret");
    Path file = folders.current().resolve(".s3conf.yml");
    Logger logger = (Logger) LoggerFactory.getLogger(SeedFile.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    // S3Mock, in this process, quiets all that has no level of its own.
    logger.setLevel(Level.WARN);
    logger.addAppender(log);
    try {
      assertPair(found(List.of()), "file");
      assertThat(log.list).isEmpty();
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

      assertPair(found(List.of()), "file");
    } finally {
      logger.detachAppender(log);
      logger.setLevel(null);
    }
    assertThat(log.list)
        .singleElement()
        .satisfies(event -> assertThat(event.getFormattedMessage())
            .contains(file.toString(), "rw-r-----", "chmod 600")
            .doesNotContain("file-secret"));
  }

  @Test
  void a_profile_that_is_asked_for_and_missing_is_an_error() {
    assertThatThrownBy(() -> found(List.of(Map.of("OELEO_PROFILE", "lba"))))
        .hasMessageContaining("OELEO_PROFILE in program names the profile 'lba'");
  }

  @Test
  void without_any_keys_opening_fails_at_once_and_says_what_to_set() {
    assertThatThrownBy(() -> Access.open(
            "s3://bucket/a",
            Settings.of(Map.of("OELEO_ENDPOINT", "http://127.0.0.1:1")),
            folders.surroundings()))
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.AUTHENTICATION))
        .hasMessageContaining("set OELEO_ACCESS_KEY and OELEO_SECRET_KEY");
  }
}
