package org.oeleo.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.Call;
import org.oeleo.testkit.Fault;
import org.oeleo.testkit.FaultyConnector;
import org.oeleo.testkit.MemoryStore;
import org.oeleo.testkit.Operation;

/** What a write leaves that does not come to its end. */
class BrokenWritesTest {
  private static final RelativePath PATH = RelativePath.of("folder/a.json");

  private final MemoryStore store = MemoryStore.empty();
  private final FaultyConnector connector = new FaultyConnector(store.open());
  private final Documents documents = Documents.of(connector);

  @BeforeEach
  void write() throws IOException {
    documents.write(PATH, Map.of("version", 1));
  }

  private static List<String> names(Connector connector) throws IOException {
    List<String> names = new ArrayList<>();
    connector.list(ListRequest.everything(), new EntrySink() {
      @Override
      public void file(FileEntry entry) {
        names.add(entry.path().toString());
      }

      @Override
      public void leftOut(String name, String reason) {
        names.add(name);
      }
    });
    return names;
  }

  @ParameterizedTest
  @EnumSource(
      value = Operation.class,
      names = {"WRITE", "MOVE", "SYNC"})
  void the_old_document_stays_whole_and_nothing_is_left_beside_it(Operation operation)
      throws Exception {
    connector.inject(Fault.on(operation).atCall(1).fails(Kind.NO_SPACE));

    assertThatThrownBy(() -> documents.write(PATH, Map.of("version", 2)))
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NO_SPACE));

    assertThat(documents.readMap(PATH)).isEqualTo(Map.of("version", 1));
    assertThat(names(store.open())).containsExactly(PATH.toString());
  }

  @Test
  void a_document_that_arrives_in_another_size_does_not_replace_the_old_one() throws Exception {
    connector.inject(Fault.on(Operation.WRITE).atCall(1).liesAboutSize(-1));

    assertThatThrownBy(() -> documents.write(PATH, Map.of("version", 2)))
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPTED));

    assertThat(documents.readMap(PATH)).isEqualTo(Map.of("version", 1));
  }

  @Test
  void it_is_safe_before_it_gets_its_name_and_the_name_after_that() throws Exception {
    int before = connector.calls().size();

    documents.write(PATH, Map.of("version", 2));

    List<Call> calls = connector.calls();
    List<Operation> order =
        calls.subList(before, calls.size()).stream().map(Call::operation).toList();
    assertThat(order)
        .containsExactly(Operation.WRITE, Operation.SYNC, Operation.MOVE, Operation.SYNC);
  }

  @Test
  void no_worker_takes_the_name_aside_for_a_file_to_move() throws Exception {
    documents.write(PATH, Map.of("version", 2));

    assertThat(connector.calls(Operation.WRITE))
        .allSatisfy(call -> assertThat(call.paths().get(0).toString())
            .matches("folder/\\.oeleo-[0-9a-f]{24}\\.part"))
        .doesNotHaveDuplicates();
  }
}
