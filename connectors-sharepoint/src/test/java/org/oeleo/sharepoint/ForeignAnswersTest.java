package org.oeleo.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.oeleo.sharepoint.service.Fault;
import org.oeleo.sharepoint.service.UploadSession;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;
import org.oeleo.testkit.SampleContent;

/**
 * What answers is not Graph, or not all of what it said. A listing asks several times: see
 * {@link ListingTest}.
 */
class ForeignAnswersTest extends InLibrary {
  /** Every call that there is. */
  enum Asking {
    PING(c -> c.ping()),
    LIST(c -> c.list(ListRequest.everything(), into(new ArrayList<>()))),
    STAT(c -> c.stat(path("a.txt"))),
    READ(c -> {
      try (InputStream in = c.read(path("a.txt"), 0)) {
        in.readAllBytes();
      }
    }),
    WRITE(c -> c.write(path("b.txt"), SampleContent.of("b"))),
    WRITE_LARGE(c -> c.write(path("b.bin"), Source.of(WHOLE + 1))),
    WRITE_BELOW(c -> c.write(path("x/b.txt"), SampleContent.of("b"))),
    DELETE(c -> c.delete(path("a.txt"))),
    MOVE(c -> c.move(path("a.txt"), path("c.txt"))),
    SET_MODIFIED(c -> c.setModified(path("a.txt"), SampleContent.MODIFIED)),
    CHECKSUM(c -> c.checksum(path("a.txt"), QuickXorHash.ALGORITHM)),
    FREE_SPACE(c -> c.freeSpace()),
    CREATE_ROOT(c -> c.createRoot());

    private final Use use;

    Asking(Use use) {
      this.use = use;
    }

    interface Use {
      void of(Connector connector) throws IOException;
    }
  }

  /** The first, the second and the third of its requests, as far as there are so many. */
  @ParameterizedTest
  @EnumSource(value = Asking.class, mode = EnumSource.Mode.EXCLUDE, names = "LIST")
  void a_page_of_some_network_is_never_taken_for_an_answer(Asking asking) throws IOException {
    for (int nth = 1; nth <= 8; nth++) {
      put("a.txt", new byte[500]);
      journal().clear();
      Fault portal = faults().on("*", "^/v1.0/|/_api/|/_layouts/").nth(nth).always();
      portal.showsPortal();
      try (Connector open = another(Map.of())) {
        Throwable failure = catchThrowable(() -> asking.use.of(open));
        boolean met = portal.matches() >= nth;
        assertThat(failure == null).as("request %d: %s", nth, failure).isNotEqualTo(met);
        if (failure instanceof ConnectorException known) {
          assertThat(known.kind()).as("request %d", nth).isEqualTo(Kind.UNREACHABLE);
        } else {
          assertThat(failure).isNull();
        }
      }
      faults().clear();
      sessions().forEach(UploadSession::expire);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Asking.class, mode = EnumSource.Mode.EXCLUDE, names = "LIST")
  void an_answer_that_breaks_off_is_never_taken_for_a_whole_one(Asking asking) throws IOException {
    for (int nth = 1; nth <= 8; nth++) {
      put("a.txt", new byte[500]);
      int request = nth;
      Fault cut = faults().on("*", "^/v1.0/|/_api/|/_layouts/").nth(nth).always();
      cut.cutsAnswer(20);
      try (Connector open = another(Map.of())) {
        Throwable failure = catchThrowable(() -> asking.use.of(open));
        if (failure != null) {
          assertThat(failure)
              .isInstanceOfSatisfying(
                  ConnectorException.class,
                  e -> assertThat(e.kind()).as("request %d", request).isEqualTo(Kind.UNREACHABLE));
        }
      }
      faults().clear();
      sessions().forEach(UploadSession::expire);
    }
  }

  @ParameterizedTest
  @EnumSource(Asking.class)
  void an_answer_of_another_shape_is_a_failure_with_a_kind(Asking asking) throws IOException {
    for (int nth = 1; nth <= 8; nth++) {
      put("a.txt", new byte[500]);
      faults().on("*", "^/v1.0/|/_api/").nth(nth).always().answers(200, "odd");
      try (Connector open = another(Map.of())) {
        Throwable failure = catchThrowable(() -> asking.use.of(open));
        if (failure != null) {
          assertThat(failure).as("request %d", nth).isInstanceOf(IOException.class);
        }
      }
      faults().clear();
      sessions().forEach(UploadSession::expire);
    }
  }
}
