package org.oeleo.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Kind;
import org.oeleo.spi.RelativePath;
import org.oeleo.testkit.ConnectorContract;
import org.oeleo.testkit.TestedStore;

/** The contract, against a server that knows nothing beyond version 3 of SFTP. */
class BareServerContractTest extends ConnectorContract {
  private static MinaServer server;

  @BeforeAll
  static void start() throws IOException {
    server = MinaServer.bare();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Override
  protected TestedStore newStore() throws IOException {
    return new RemoteFolder(server.settings());
  }

  /**
   * Version 3 cannot replace: between two renames the file is not there for a moment. But half of
   * one is never seen.
   */
  @Test
  @Override
  public void readers_see_the_old_file_whole_or_the_new_file_whole() throws IOException {
    put("a.bin", filled(0));
    AtomicBoolean done = new AtomicBoolean();

    List<Integer> seen =
        together(List.<Callable<Integer>>of(() -> replaceOften(done), () -> readOften(done)));

    assertThat(seen.get(1)).as("whole files seen").isPositive();
  }

  private static byte[] filled(int generation) {
    byte[] bytes = new byte[200_000];
    Arrays.fill(bytes, (byte) generation);
    return bytes;
  }

  private int replaceOften(AtomicBoolean done) throws IOException {
    try {
      for (int generation = 1; generation <= 50; generation++) {
        put("a.part", filled(generation));
        connector().move(RelativePath.of("a.part"), RelativePath.of("a.bin"));
      }
      return 50;
    } finally {
      done.set(true);
    }
  }

  private int readOften(AtomicBoolean done) throws IOException {
    int whole = 0;
    while (!done.get()) {
      try (InputStream in = connector().read(RelativePath.of("a.bin"), 0)) {
        byte[] seen = in.readAllBytes();
        assertThat(seen).isNotEmpty().isEqualTo(filled(seen[0]));
        whole++;
      } catch (ConnectorException e) {
        assertThat(e.kind()).as(e.toString()).isEqualTo(Kind.NOT_FOUND);
      }
    }
    return whole;
  }
}
