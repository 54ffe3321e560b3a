package org.oeleo.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.SampleContent;

/** How a file is replaced on a server that cannot do it in one step. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BareServerTest {
  private static final RelativePath PART = RelativePath.of("f/a.part");
  private static final RelativePath FILE = RelativePath.of("f/a");

  private MinaServer server;
  private RemoteFolder folder;
  private Connector connector;

  @BeforeEach
  void open() throws IOException {
    server = MinaServer.bare();
    folder = new RemoteFolder(server.settings());
    connector = folder.open();
    connector.write(FILE, SampleContent.of("old"));
    connector.write(PART, SampleContent.of("new"));
  }

  @AfterEach
  void close() throws IOException {
    connector.close();
    folder.close();
    server.close();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder.root().resolve("f"))) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static ConnectorException failure(ThrowingCallable call) {
    return catchThrowableOfType(ConnectorException.class, call);
  }

  @Test
  void it_promises_no_more_than_there_is() {
    assertThat(connector.capabilities().flags())
        .contains(Capability.MOVE, Capability.RESUME)
        .doesNotContain(Capability.SYNC_IN_GROUPS, Capability.FREE_SPACE);
  }

  @Test
  void a_file_is_replaced_and_nothing_else_is_left() throws Exception {
    connector.move(PART, FILE);

    assertThat(names()).containsExactly("a");
    assertThat(folder.root().resolve("f/a")).hasContent("new");
  }

  /** The first rename is refused, the second sets the old file aside, the third never comes. */
  @Test
  void a_swap_broken_off_in_the_middle_is_finished_by_the_next_move() throws Exception {
    server.mood().dieAt("SSH_FXP_RENAME", 3);
    assertThat(failure(() -> connector.move(PART, FILE)).kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(names()).hasSize(2).contains("a.part").doesNotContain("a");

    connector.move(PART, FILE);

    assertThat(names()).containsExactly("a");
    assertThat(folder.root().resolve("f/a")).hasContent("new");
  }

  @Test
  void an_old_file_left_aside_is_back_when_somebody_looks_for_it() throws Exception {
    server.mood().dieAt("SSH_FXP_RENAME", 3);
    assertThat(failure(() -> connector.move(PART, FILE)).kind()).isEqualTo(Kind.UNREACHABLE);

    assertThat(connector.stat(FILE)).isPresent();

    assertThat(folder.root().resolve("f/a")).hasContent("old");
    assertThat(names()).containsExactly("a", "a.part");
  }

  @Test
  void the_old_file_lies_aside_under_a_name_that_is_never_taken_for_data() throws Exception {
    server.mood().dieAt("SSH_FXP_RENAME", 3);
    assertThat(failure(() -> connector.move(PART, FILE)).kind()).isEqualTo(Kind.UNREACHABLE);

    assertThat(names()).anyMatch(name -> name.matches("\\.oeleo-[0-9a-f]{24}\\.part"));
  }

  /** Once to make room for the old file, once more to take it away at the end. */
  @Test
  void a_swap_broken_off_at_its_end_leaves_the_new_file_and_the_next_one_clears_up()
      throws Exception {
    server.mood().dieAt("SSH_FXP_REMOVE", 2);
    assertThat(failure(() -> connector.move(PART, FILE)).kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(folder.root().resolve("f/a")).hasContent("new");

    connector.write(PART, SampleContent.of("newer"));
    connector.move(PART, FILE);

    assertThat(names()).containsExactly("a");
    assertThat(folder.root().resolve("f/a")).hasContent("newer");
  }

  @Test
  void a_swap_whose_second_step_is_refused_puts_the_old_file_back() throws Exception {
    server.mood().refuseAt("SSH_FXP_RENAME", 3, Mood.PERMISSION_DENIED);

    assertThat(failure(() -> connector.move(PART, FILE)).kind()).isEqualTo(Kind.ACCESS_DENIED);

    assertThat(names()).containsExactly("a", "a.part");
    assertThat(folder.root().resolve("f/a")).hasContent("old");
  }
}
