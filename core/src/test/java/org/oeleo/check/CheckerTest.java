package org.oeleo.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.oeleo.spi.Checksum;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Fingerprint;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.RelativePath;

class CheckerTest {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant LATER = TIME.plusSeconds(60);
  private static final Checksum AGREED = new Checksum(HashAlgorithm.MD5, "aa");
  private static final Checksum OTHER = new Checksum(HashAlgorithm.MD5, "bb");

  private enum Now {
    AS_IT_WAS(10, TIME),
    TOUCHED(10, LATER),
    RESIZED(11, TIME);

    private final FileEntry entry;

    Now(long size, Instant modified) {
      entry = FileEntry.of(RelativePath.of("a"), size, modified);
    }
  }

  private enum Memory {
    AT_REST(Optional.of(new Fingerprint(10, TIME, Optional.empty(), LATER)), true),
    YOUNG(Optional.of(new Fingerprint(10, TIME, Optional.empty(), TIME.plusSeconds(2))), true),
    GENUINE(Optional.empty(), true),
    MARKED(Optional.of(new Fingerprint(10, TIME, Optional.empty(), LATER)), false),
    MARKED_YOUNG(Optional.of(new Fingerprint(10, TIME, Optional.empty(), TIME)), false);

    private final Checker.Memory memory;

    Memory(Optional<Fingerprint> listed, boolean hashed) {
      memory = new Checker.Memory(listed, hashed ? Optional.of(AGREED) : Optional.empty());
    }
  }

  private static Checker checker(String name) {
    return switch (name) {
      case "checksum" -> Checker.checksum();
      case "reread" -> Checker.reread();
      case "size-and-time" -> Checker.sizeAndTime();
      default -> Checker.presence();
    };
  }

  /** The last two columns: the answer where the content is the agreed one, and where it is not. */
  @ParameterizedTest
  @CsvSource({
    "checksum, AT_REST, AS_IT_WAS, SAME, SAME",
    "checksum, AT_REST, TOUCHED, TOUCHED, CHANGED",
    "checksum, AT_REST, RESIZED, CHANGED, CHANGED",
    "checksum, YOUNG, AS_IT_WAS, TOUCHED, CHANGED",
    "checksum, YOUNG, RESIZED, CHANGED, CHANGED",
    "checksum, GENUINE, AS_IT_WAS, TOUCHED, CHANGED",
    "checksum, MARKED, AS_IT_WAS, SAME, SAME",
    "checksum, MARKED, TOUCHED, CHANGED, CHANGED",
    "checksum, MARKED_YOUNG, AS_IT_WAS, SAME, SAME",
    "reread, AT_REST, AS_IT_WAS, TOUCHED, CHANGED",
    "reread, AT_REST, RESIZED, CHANGED, CHANGED",
    "reread, MARKED, AS_IT_WAS, SAME, SAME",
    "size-and-time, AT_REST, AS_IT_WAS, SAME, SAME",
    "size-and-time, YOUNG, AS_IT_WAS, SAME, SAME",
    "size-and-time, AT_REST, TOUCHED, CHANGED, CHANGED",
    "size-and-time, AT_REST, RESIZED, CHANGED, CHANGED",
    "size-and-time, GENUINE, AS_IT_WAS, TOUCHED, CHANGED",
    "presence, AT_REST, RESIZED, SAME, SAME",
    "presence, GENUINE, TOUCHED, SAME, SAME"
  })
  void answers(String checker, Memory memory, Now now, Change same, Change different)
      throws Exception {
    assertThat(checker(checker).compare(now.entry, memory.memory, algorithm -> AGREED))
        .isEqualTo(same);
    assertThat(checker(checker).compare(now.entry, memory.memory, algorithm -> OTHER))
        .isEqualTo(different);
  }
}
