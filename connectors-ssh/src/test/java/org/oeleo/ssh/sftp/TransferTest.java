package org.oeleo.ssh.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.oeleo.ssh.sftp.ScriptedServer.bytes;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads and downloads against a server with moods. */
@Timeout(30)
class TransferTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Handle HANDLE = new Handle(bytes("h"), bytes("file"));
  private static final int ALL = 16 << 20;

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static SftpClient client(ScriptedServer.Script script) throws IOException {
    return SftpClient.open(ScriptedServer.greeting(script), PATIENCE);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 100",
    "1, 1",
    "1000, 1",
    "4096, 1000",
    "32767, 32767",
    "32768, 32767",
    "32769, 16384",
    "500000, 7001",
    "500000, 40000",
    "2097153, 20000"
  })
  void a_server_that_answers_short_is_read_whole(int size, int longest) throws IOException {
    MemoryFile file = new MemoryFile(longest);
    file.bytes(random(size));
    try (SftpClient client = client(file)) {
      for (long expected : new long[] {0, size, size / 2, size + 5L}) {
        try (Download download = new Download(client, HANDLE, 0, expected, 255 * 1024)) {
          assertThat(download.readAllBytes()).isEqualTo(file.bytes());
        }
      }
      assertThat(client.readAhead().availablePermits()).isEqualTo(ALL);
    }
  }

  @Test
  void a_small_file_costs_two_reads() throws IOException {
    MemoryFile file = new MemoryFile();
    file.bytes(random(4096));
    try (SftpClient client = client(file)) {
      try (Download download = new Download(client, HANDLE, 0)) {
        assertThat(download.readAllBytes()).hasSize(4096);
      }
      assertThat(file.reads).hasValue(2);
    }
  }

  @Test
  void the_end_of_a_file_of_known_size_is_asked_for_with_its_bytes() throws Exception {
    BlockingQueue<ScriptedServer.Request> held = new LinkedBlockingQueue<>();
    try (SftpClient client = client((request, to) -> held.add(request))) {
      Thread reader = new Thread(() -> {
        try (Download download = new Download(client, HANDLE, 0, 4096)) {
          download.readAllBytes();
        } catch (IOException expectedAtTheEnd) {
          return;
        }
      });
      reader.start();

      assertThat(asked(held.take())).containsExactly(0, 4096);
      assertThat(asked(held.take())).startsWith(4096);
    }
  }

  private static long[] asked(ScriptedServer.Request read) {
    read.string();
    return new long[] {read.body().getLong(), read.body().getInt()};
  }

  @Test
  void a_long_file_is_asked_for_far_ahead_and_not_further() throws Exception {
    MemoryFile file = new MemoryFile();
    file.bytes(random(12 << 20));
    try (SftpClient client = client(file)) {
      try (Download download = new Download(client, HANDLE, 0)) {
        assertThat(download.readNBytes(2 << 20)).hasSize(2 << 20);
        Awaitility.await().until(() -> file.reads.get() * 32 * 1024 >= 5 << 20);
        client.lstat(bytes("a"));
        assertThat(ALL - client.readAhead().availablePermits()).isLessThanOrEqualTo(4 << 20);
      }
      assertThat(client.readAhead().availablePermits()).isEqualTo(ALL);
    }
  }

  @Test
  void without_room_ahead_a_file_is_still_read() throws Exception {
    MemoryFile file = new MemoryFile();
    file.bytes(random(300_000));
    try (SftpClient client = client(file)) {
      client.readAhead().acquire(ALL);
      try (Download download = new Download(client, HANDLE, 0, 300_000)) {
        assertThat(download.readAllBytes()).isEqualTo(file.bytes());
      }
    }
  }

  @Test
  void a_read_that_is_refused_is_refused_again() throws IOException {
    try (SftpClient client = client((request, to) -> to.status(request, 4));
        Download download = new Download(client, HANDLE, 0)) {
      assertThatThrownBy(download::read).hasMessage("cannot read file: failure");
      assertThatThrownBy(download::read).isInstanceOf(SftpException.class);
    }
  }

  @Test
  void a_closed_download_says_so_and_closes_once() throws IOException {
    MemoryFile file = new MemoryFile();
    ScriptedServer server = ScriptedServer.greeting(file);
    try (SftpClient client = SftpClient.open(server, PATIENCE)) {
      Download download = new Download(client, HANDLE, 0);
      download.close();
      download.close();
      assertThatThrownBy(download::read).hasMessage("the file is closed");
      client.remove(bytes("a")).await();
      assertThat(server.requests).hasValue(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1000, 32768, 100_000})
  void what_is_written_in_pieces_arrives_whole(int piece) throws IOException {
    byte[] bytes = random(piece == 1 ? 50_000 : 1_000_003);
    MemoryFile file = new MemoryFile();
    try (SftpClient client = client(file)) {
      Upload upload = new Upload(client, HANDLE, 0);
      byte[] reused = new byte[piece];
      for (int at = 0; at < bytes.length; at += piece) {
        int count = Math.min(piece, bytes.length - at);
        System.arraycopy(bytes, at, reused, 0, count);
        upload.write(reused, 0, count);
        Arrays.fill(reused, (byte) 0);
      }
      upload.await();

      assertThat(file.bytes()).isEqualTo(bytes);
      assertThat(client.unanswered().availablePermits()).isEqualTo(ALL);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 30, 31})
  void a_write_that_fails_is_told_and_never_forgotten(int which) throws IOException {
    MemoryFile file = new MemoryFile();
    file.refused = which;
    try (SftpClient client = client(file)) {
      Upload upload = new Upload(client, HANDLE, 0);
      assertThatThrownBy(() -> {
            upload.write(new byte[1_000_000], 0, 1_000_000);
            upload.await();
          })
          .isInstanceOfSatisfying(
              SftpException.class, e -> assertThat(e.status()).isEqualTo(Status.NO_SPACE))
          .hasMessage("cannot write to file: no space left");
      assertThatThrownBy(() -> upload.write(new byte[1], 0, 1)).isInstanceOf(SftpException.class);
      assertThatThrownBy(upload::await).isInstanceOf(SftpException.class);
      Awaitility.await().until(() -> client.unanswered().availablePermits() == ALL);
    }
  }

  @Test
  void an_interrupted_upload_stops_and_gives_its_room_back() throws Exception {
    BlockingQueue<ScriptedServer.Request> held = new LinkedBlockingQueue<>();
    ScriptedServer server = ScriptedServer.greeting((request, to) -> held.add(request));
    try (SftpClient client = SftpClient.open(server, PATIENCE)) {
      Upload upload = new Upload(client, HANDLE, 0);
      upload.write(new byte[1000], 0, 1000);
      Thread.currentThread().interrupt();
      assertThatThrownBy(upload::await).isInstanceOf(InterruptedIOException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThatThrownBy(upload::await).isInstanceOf(InterruptedIOException.class);
    }
  }

  @Test
  void no_more_than_the_window_is_under_way() throws Exception {
    BlockingQueue<ScriptedServer.Request> held = new LinkedBlockingQueue<>();
    ScriptedServer server = ScriptedServer.greeting((request, to) -> held.add(request));
    SftpClient client = SftpClient.open(server, PATIENCE);
    try {
      Thread writer = new Thread(() -> {
        try {
          new Upload(client, HANDLE, 0).write(new byte[8 << 20], 0, 8 << 20);
        } catch (IOException expectedAtTheEnd) {
          return;
        }
      });
      writer.start();
      Awaitility.await().until(() -> held.size() == 128);
      Awaitility.await().until(() -> writer.getState() == Thread.State.WAITING);
      assertThat(held).hasSize(128);
    } finally {
      client.close();
    }
    Awaitility.await().until(() -> client.unanswered().availablePermits() == ALL);
  }
}
