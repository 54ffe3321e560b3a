package org.oeleo.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;

/** What arrived, compared with what was sent. */
class VerifyingTest extends InLibrary {
  private static final String CARRIES = "/content$|/uploadSession$";

  @Test
  void that_it_is_compared_is_promised() {
    assertThat(connector.capabilities().has(Capability.VERIFIED_WRITE)).isTrue();
    assertThat(connector.capabilities().names(QuickXorHash.ALGORITHM)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000, WHOLE + 1})
  void a_bit_that_changed_on_the_way_is_found(int size) {
    faults().on("PUT", CARRIES).always().flipsBit();

    assertThat(failure(() -> write("a.bin", Source.of(size))))
        .hasMessageContaining("is not what was sent")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPTED));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000, WHOLE + 1})
  void an_end_that_is_missing_is_found(int size) {
    faults().on("PUT", CARRIES).always().storesOnly(size - 1);

    Source source = Source.of(size);
    assertThat(kind(() -> write("a.bin", source))).isEqualTo(Kind.CORRUPTED);
    assertThat(source.altered()).isZero();
  }

  /** A small file is described by two answers, a large one by one; then it is looked up. */
  @ParameterizedTest
  @CsvSource({"10, 1, 0", "10, 2, 0", "10, 1000, 1", "4194305, 1, 0", "4194305, 1000, 1"})
  void a_hash_that_is_not_there_yet_or_never_does_no_harm(int size, int hidden, int readBack)
      throws IOException {
    library.hideHashes(hidden);
    Source source = Source.of(size);

    write("a.bin", source);

    assertThat(stored("a.bin")).isEqualTo(source.bytes());
    assertThat(journal().count("GET", "download.aspx$")).isEqualTo(readBack);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, WHOLE + 1})
  void where_there_is_no_hash_what_was_stored_is_read_back_and_compared(int size) {
    library.hideHashes(1000);
    faults().on("PUT", CARRIES).always().flipsBit();

    assertThat(kind(() -> write("a.bin", Source.of(size)))).isEqualTo(Kind.CORRUPTED);
  }

  @Test
  void the_hash_is_known_without_reading() throws IOException {
    Source source = Source.of(WHOLE + 1);
    write("a.bin", source);
    journal().clear();

    assertThat(connector.checksum(path("a.bin"), QuickXorHash.ALGORITHM))
        .contains(Checksum.of(QuickXorHash.ALGORITHM, source.open(0)));
    assertThat(journal().count("GET", "download.aspx$")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.doc", "a.docx", "a.DOCM", "a.xls", "a.xlsx", "a.xlsm", "a.xlsb", "a.ppt", "a.pptx",
        "a.vsdx", "a.mpp", "a.msg", "a.html", "a.HTM", "a.aspx", "a.mht"
      })
  void a_file_that_sharepoint_alters_is_no_damage(String name) throws IOException {
    Source source = Source.of(1000);

    FileEntry written = write(name, source);

    assertThat(source.altered()).isEqualTo(1);
    assertThat(written.size()).as("as it is listed from now on").isGreaterThan(1000);
    assertThat(connector.stat(path(name))).contains(written);
    assertThat(read(name)).isEqualTo(stored(name));
  }

  @Test
  void a_large_file_that_sharepoint_alters_is_no_damage() throws IOException {
    Source source = Source.of(WHOLE + 1);

    FileEntry written = write("a.docx", source);

    assertThat(source.altered()).isEqualTo(1);
    assertThat(written.size()).isGreaterThan(WHOLE + 1);
    assertThat(connector.stat(path("a.docx"))).contains(written);
  }

  /** What SharePoint writes into a file makes it longer. */
  @Test
  void damage_of_the_same_size_is_damage_in_a_document_too() {
    library.keepsFilesAsSent();
    faults().on("PUT", CARRIES).flipsBit();

    assertThat(kind(() -> write("a.docx", Source.of(1000)))).isEqualTo(Kind.CORRUPTED);
  }

  @Test
  void where_sharepoint_leaves_it_alone_it_is_proven_like_others() throws IOException {
    library.keepsFilesAsSent();
    Source source = Source.of(1000);

    write("a.docx", source);

    assertThat(source.altered()).isZero();
  }

  @Test
  void other_files_are_never_said_to_be_altered() throws IOException {
    for (String name : List.of("a.docx.bin", "a.csv", "a.html.gz", "a.txt", "a")) {
      Source source = Source.of(100);
      write(name, source);
      assertThat(source.altered()).as(name).isZero();
    }
  }

  @Test
  void a_file_that_is_altered_some_time_later_has_another_tag() throws IOException {
    library.rewritesFilesAfter(java.time.Duration.ofHours(1));
    Source source = Source.of(1000);
    FileEntry written = write("a.docx", source);
    assertThat(source.altered()).isZero();

    library.rewriteNow();

    FileEntry later = connector.stat(path("a.docx")).orElseThrow();
    assertThat(later.size()).isGreaterThan(1000);
    assertThat(later.tag()).isNotEqualTo(written.tag());
    assertThat(later.modified()).isEqualTo(written.modified());
  }
}
