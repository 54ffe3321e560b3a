package org.oeleo.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.sharepoint.service.Journal;
import org.oeleo.sharepoint.service.UploadSession;
import org.oeleo.spi.Expectation;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.testkit.SampleContent;
import org.slf4j.LoggerFactory;

/** Files on their way into a library, whole and in slices, when nothing much goes wrong. */
class WritingTest extends InLibrary {
  @ParameterizedTest
  @CsvSource({
    "0, 1, 0",
    "1, 1, 0",
    "4194303, 1, 0",
    "4194304, 1, 0",
    "4194305, 13, 13",
    "4259839, 13, 13",
    "4259840, 13, 13",
    "4259841, 14, 14"
  })
  void every_size_arrives_and_the_number_of_requests_is_known(int size, int requests, int slices)
      throws IOException {
    Source source = Source.of(size);

    FileEntry written = write("a.bin", source);

    assertThat(stored("a.bin")).isEqualTo(source.bytes());
    assertThat(connector.stat(path("a.bin"))).contains(written);
    assertThat(written.size()).isEqualTo(size);
    assertThat(uploads()).hasSize(requests);
    assertThat(journal().count("PUT", "/uploadSession$")).isEqualTo(slices);
    assertThat(source.altered()).isZero();
    assertThat(sessions()).allMatch(s -> s.state() == UploadSession.State.FINISHED);
  }

  @Test
  void from_which_size_on_there_are_sessions_is_said() {
    assertThat(connector.largeFrom()).hasValue(WHOLE + 1L);
  }

  @Test
  void slices_are_as_large_as_the_setting_allows() throws IOException {
    connector = another(java.util.Map.of("OELEO_SLICE_SIZE", "1M"));

    write("a.bin", Source.of(WHOLE + 1));

    assertThat(journal().entries("PUT", "/uploadSession$"))
        .extracting(Journal.Entry::bytes)
        .containsExactly(983_040L, 983_040L, 983_040L, 983_040L, 262_145L);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, WHOLE + 1})
  void what_becomes_of_what_is_there_is_said_in_every_request(int size) throws IOException {
    write("a.bin", Source.of(size));
    write("a.bin", Source.of(size));
    write("b.bin", Source.of(size).expecting(new Expectation.Nothing()));

    List<String> words = new ArrayList<>();
    journal()
        .entries("PUT", "/content$")
        .forEach(entry -> words.add(entry.query().get("@microsoft.graph.conflictBehavior")));
    journal()
        .entries("POST", "/createUploadSession$")
        .forEach(entry -> words.add(
            entry.body().contains("\"@microsoft.graph.conflictBehavior\":\"replace\"")
                ? "replace"
                : entry.body().contains("\"@microsoft.graph.conflictBehavior\":\"fail\"")
                    ? "fail"
                    : entry.body()));
    assertThat(words).containsExactly("replace", "replace", "fail");
    assertThat(library.versions(ROOT + "/a.bin")).as("the old one is a version").isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, WHOLE + 1})
  void what_should_not_be_there_stays_if_it_is(int size) throws IOException {
    put("a.bin", new byte[] {7});

    assertThat(kind(() -> write("a.bin", Source.of(size).expecting(new Expectation.Nothing()))))
        .isEqualTo(Kind.CHANGED);

    assertThat(stored("a.bin")).containsExactly(7);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, WHOLE + 1})
  void the_time_is_kept_to_the_second(int size) throws IOException {
    FileEntry written = write("a.bin", Source.of(size));

    Instant kept = Instant.parse("2021-03-04T05:06:07Z");
    assertThat(written.modified()).isEqualTo(kept);
    assertThat(library.stored(ROOT + "/a.bin").modified()).isEqualTo(kept);
    connector.setModified(path("a.bin"), Instant.parse("1999-12-31T23:59:59.9Z"));
    assertThat(library.stored(ROOT + "/a.bin").modified()).isEqualTo("1999-12-31T23:59:59Z");
  }

  @ParameterizedTest
  @CsvSource({"403, accessDenied", "423, resourceLocked", "500, generalException"})
  void a_time_that_is_not_taken_is_a_warning_and_the_file_is_there(int status, String code)
      throws IOException {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(Writing.class);
    logger.addAppender(log);
    logger.setAdditive(false);
    try {
      faults().on("PATCH", "").always().answers(status, code);

      FileEntry written = write("a.txt", SampleContent.of("content"));

      assertThat(stored("a.txt")).asString().isEqualTo("content");
      assertThat(connector.stat(path("a.txt"))).contains(written);
      assertThat(log.list)
          .singleElement()
          .satisfies(event -> assertThat(event.getFormattedMessage())
              .startsWith("a.txt is there, but does not keep its time"));
    } finally {
      logger.detachAppender(log);
      logger.setAdditive(true);
    }
  }

  @Test
  void a_folder_is_made_once_for_many_files() throws IOException {
    connector.ping();
    journal().clear();
    for (int i = 0; i < 5; i++) {
      write("a/b/" + i, SampleContent.of("" + i));
    }

    assertThat(journal().count("POST", "/children$")).isEqualTo(2);
    assertThat(journal().count("GET", ":/a")).as("looked for once").isEqualTo(2);
  }

  @Test
  void eight_threads_make_a_folder_once() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<FileEntry>> files = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      String name = "a/b" + i % 3 + "/c/" + i;
      files.add(threads.submit(() -> write(name, SampleContent.of(name))));
    }
    for (Future<FileEntry> file : files) {
      file.get();
    }
    threads.shutdown();

    assertThat(library.names()).hasSize(24);
    assertThat(journal().count("POST", "/children$")).isEqualTo(7);
  }

  @Test
  void two_processes_that_make_the_same_folder_do_not_fail() throws IOException {
    faults().on("POST", "/children$").runs(() -> library.folder(ROOT + "/a"));

    write("a/b.txt", SampleContent.of("b"));

    assertThat(library.names()).containsExactly(ROOT + "/a/b.txt");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, WHOLE + 1})
  void a_folder_that_was_deleted_behind_our_back_is_made_again(int size) throws IOException {
    write("a/b/c.bin", SampleContent.of("c"));
    library.delete(ROOT + "/a");

    write("a/b/d.bin", Source.of(size));

    assertThat(library.names()).containsExactly(ROOT + "/a/b/d.bin");
    assertThat(stored("a/b/d.bin")).hasSize(size);
  }

  @Test
  void a_file_where_a_folder_should_be_is_told_and_stays() throws IOException {
    put("a", new byte[] {1});

    assertThat(failure(() -> write("a/b.txt", SampleContent.of("b"))))
        .hasMessageContaining("a is a file and should be a folder");

    assertThat(stored("a")).containsExactly(1);
  }

  @Test
  void a_folder_where_a_file_should_be_stays() throws IOException {
    put("a/b.txt", new byte[] {1});

    assertThat(kind(() -> write("a", SampleContent.of("a")))).isEqualTo(Kind.CHANGED);
    assertThat(kind(() -> connector.delete(path("a")))).isEqualTo(Kind.REJECTED);

    assertThat(stored("a/b.txt")).containsExactly(1);
  }

  private void assertNothingIsLeft() throws IOException {
    assertThat(library.names()).isEmpty();
    assertThat(sessions()).noneMatch(s -> s.state() == UploadSession.State.OPEN);
    assertThat(sessions()).noneMatch(s -> s.state() == UploadSession.State.FINISHED);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, WHOLE, WHOLE + 1, WHOLE + SLICE})
  void a_source_that_is_longer_or_shorter_than_it_said_is_never_published(int size)
      throws IOException {
    SampleContent sample = SampleContent.of(SampleContent.noise(size));

    assertThat(kind(() -> write("a.bin", sample.declaring(size + 1)))).isEqualTo(Kind.CHANGED);
    if (size > 0) {
      assertThat(kind(() -> write("a.bin", sample.declaring(size - 1)))).isEqualTo(Kind.CHANGED);
    }

    assertNothingIsLeft();
    assertThat(sample.stillOpen()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 99, SLICE - 1, SLICE, SLICE + 1, WHOLE})
  void a_source_that_fails_is_never_published(int at) throws IOException {
    SampleContent large = SampleContent.of(SampleContent.noise(WHOLE + 1));
    SampleContent small = SampleContent.of(SampleContent.noise(100));

    assertThat(failure(() -> write("a.bin", large.failingAt(at))))
        .hasMessageContaining("the sample fails at byte " + at);
    if (at < 100) {
      assertThat(kind(() -> write("a.bin", small.failingAt(at)))).isEqualTo(Kind.REJECTED);
    }

    assertNothingIsLeft();
    assertThat(large.stillOpen() + small.stillOpen()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"NOT_FOUND", "CHANGED", "REJECTED", "UNSUPPORTED"})
  void what_will_never_be_asked_for_again_is_given_up(Kind kind) {
    Source source = Source.of(WHOLE + 1).breakingAt(SLICE + 7, kind);

    assertThat(kind(() -> write("a/a.bin", source))).isEqualTo(kind);

    assertThat(session().state()).isEqualTo(UploadSession.State.CANCELLED);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"BUSY", "IO_ERROR", "UNREACHABLE", "ACCESS_DENIED"})
  void what_may_go_on_stays(Kind kind) {
    Source source = Source.of(WHOLE + 1).breakingAt(SLICE + 7, kind);

    assertThat(kind(() -> write("a/a.bin", source))).isEqualTo(kind);

    assertThat(session().state()).isEqualTo(UploadSession.State.OPEN);
    connector.giveUp(path("a/a.bin"), source.resumeToken().orElseThrow());
    assertThat(session().state()).isEqualTo(UploadSession.State.CANCELLED);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, WHOLE + 1})
  void a_source_that_is_gone_is_not_taken_for_a_folder_that_is(int size) throws IOException {
    Source source = Source.of(size).breakingAt(5, Kind.NOT_FOUND);

    assertThat(failure(() -> write("a.bin", source)))
        .hasMessageContaining("the source ends here")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
  }
}
