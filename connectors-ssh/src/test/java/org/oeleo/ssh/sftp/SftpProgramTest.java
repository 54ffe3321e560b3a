package org.oeleo.ssh.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real server makes of our requests. */
class SftpProgramTest {
  private static final Set<OpenMode> NEW =
      Set.of(OpenMode.WRITE, OpenMode.CREATE, OpenMode.EXCLUSIVE);

  @TempDir
  Path root;

  private SftpProgram program;
  private SftpClient client;

  @BeforeEach
  void start() throws IOException {
    program = SftpProgram.start();
    client = SftpClient.open(program, Duration.ofSeconds(30));
  }

  @AfterEach
  void stop() {
    if (client != null) {
      client.close();
    }
  }

  private byte[] path(String name) {
    return root.resolve(name).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private void upload(byte[] path, byte[] bytes) throws IOException {
    Handle handle = client.open(path, NEW).await();
    Upload upload = new Upload(client, handle, 0);
    upload.write(bytes, 0, bytes.length);
    upload.await();
    client.close(handle).await();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 4096, 32767, 32768, 32769, 261119, 261120, 261121, 2097151, 2097153, 9000001})
  void what_goes_up_comes_down_again(int size) throws IOException {
    byte[] bytes = random(size);

    upload(path("file"), bytes);

    assertThat(Files.readAllBytes(root.resolve("file"))).isEqualTo(bytes);
    Handle handle = client.open(path("file"), Set.of(OpenMode.READ)).await();
    try (Download download = new Download(client, handle, 0)) {
      assertThat(download.readAllBytes()).isEqualTo(bytes);
      assertThat(download.read()).isEqualTo(-1);
    }
  }

  @Test
  void both_begin_where_they_are_told() throws IOException {
    upload(path("file"), random(100_000));
    byte[] more = random(70_000);
    Handle handle = client.open(path("file"), Set.of(OpenMode.WRITE)).await();
    Upload upload = new Upload(client, handle, 50_000);
    upload.write(more, 0, 30_000);
    upload.write(more, 30_000, 40_000);
    upload.await();
    client.close(handle).await();

    assertThat(root.resolve("file")).hasSize(120_000);
    Handle again = client.open(path("file"), Set.of(OpenMode.READ)).await();
    try (Download download = new Download(client, again, 50_000, 120_000)) {
      assertThat(download.readAllBytes()).isEqualTo(more);
    }
  }

  @Test
  void attributes_are_as_the_file_system_has_them() throws IOException {
    upload(path("file"), random(4711));
    Files.createDirectory(root.resolve("folder"));
    Files.createSymbolicLink(root.resolve("link"), root.resolve("folder"));
    Instant time = Instant.ofEpochSecond(3_000_000_000L);

    client.setstat(path("file"), new Times(time, time.plusMillis(900))).await();

    Attributes file = client.lstat(path("file")).await();
    assertThat(file.type()).isEqualTo(Attributes.Type.FILE);
    assertThat(file.size()).hasValue(4711);
    assertThat(file.modified()).contains(time);
    assertThat(Files.getLastModifiedTime(root.resolve("file")).toInstant()).isEqualTo(time);
    assertThat(client.lstat(path("folder")).await().type()).isEqualTo(Attributes.Type.FOLDER);
    assertThat(client.lstat(path("link")).await().type()).isEqualTo(Attributes.Type.LINK);
    assertThat(client.stat(path("link")).await().type()).isEqualTo(Attributes.Type.FOLDER);
  }

  @Test
  void an_open_file_says_its_size_and_takes_times() throws IOException {
    Handle handle = client.open(path("file"), NEW).await();
    Upload upload = new Upload(client, handle, 0);
    upload.write(random(10), 0, 10);
    upload.await();
    Instant time = Instant.ofEpochSecond(1_000_000_000L);

    client.fsetstat(handle, new Times(time, time)).await();
    client.fsync(handle).await();

    Attributes attributes = client.fstat(handle).await();
    assertThat(attributes.size()).hasValue(10);
    assertThat(attributes.modified()).contains(time);
    client.close(handle).await();
  }

  @Test
  void folders_are_made_and_removed() throws IOException {
    client.mkdir(path("folder")).await();
    assertThat(root.resolve("folder")).isDirectory();

    client.rmdir(path("folder")).await();
    assertThat(root.resolve("folder")).doesNotExist();
  }

  @Test
  void a_rename_replaces_only_when_it_is_the_posix_one() throws IOException {
    upload(path("a"), random(1));
    upload(path("b"), random(2));

    assertThatThrownBy(client.rename(path("a"), path("b"))::await)
        .isInstanceOfSatisfying(
            SftpException.class, e -> assertThat(e.status()).isEqualTo(Status.FAILURE));
    client.posixRename(path("a"), path("b")).await();

    assertThat(root.resolve("a")).doesNotExist();
    assertThat(root.resolve("b")).hasSize(1);
    client.rename(path("b"), path("c")).await();
    client.remove(path("c")).await();
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void what_is_missing_is_named_in_the_message() {
    assertThatThrownBy(client.open(path("missing\n"), Set.of(OpenMode.READ))::await)
        .isInstanceOfSatisfying(
            SftpException.class, e -> assertThat(e.status()).isEqualTo(Status.NO_SUCH_FILE))
        .hasMessage("cannot open " + root.resolve("missing\\n") + ": no such file");
  }

  @Test
  void a_taken_name_is_not_opened_exclusively() throws IOException {
    upload(path("file"), random(1));

    assertThatThrownBy(client.open(path("file"), NEW)::await).isInstanceOf(SftpException.class);
  }

  @Test
  void the_free_space_is_that_of_the_disk() throws IOException {
    Space space = client.statvfs(path("")).await();

    assertThat(space.freeBytes()).isBetween(1L, Files.getFileStore(root).getTotalSpace());
    assertThat(space.longestName()).isEqualTo(255);
  }

  @Test
  void a_path_is_made_absolute() throws IOException {
    assertThat(client.realpath(path("./.")).await())
        .isEqualTo(root.toRealPath().toString().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void it_offers_what_openssh_offers() {
    assertThat(Extension.values()).allMatch(client::offers);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 97, 98, 99, 1234})
  void a_folder_is_read_whole(int files) throws IOException {
    for (int i = 0; i < files; i++) {
      Files.createFile(root.resolve("file" + i));
    }

    assertThat(names(path("")))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, files).mapToObj(i -> "file" + i).toList());
  }

  private List<String> names(byte[] folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (FolderReading reading = FolderReading.start(client, folder)) {
      for (Optional<List<Name>> some = reading.next(); some.isPresent(); some = reading.next()) {
        some.get().forEach(name -> names.add(new String(name.name(), StandardCharsets.UTF_8)));
      }
    }
    return names;
  }

  @Test
  void a_folder_that_is_missing_is_refused() {
    assertThatThrownBy(() -> names(path("missing")))
        .isInstanceOfSatisfying(
            SftpException.class, e -> assertThat(e.status()).isEqualTo(Status.NO_SUCH_FILE));
  }

  @Test
  void sixteen_threads_do_not_disturb_each_other() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Future<Boolean>> work = IntStream.range(0, 64)
          .mapToObj(i -> threads.submit(() -> roundTrip("file" + i, 1 + i * 20_011)))
          .toList();
      for (Future<Boolean> one : work) {
        assertThat(one.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(names(path(""))).hasSize(64);
  }

  private boolean roundTrip(String name, int size) throws IOException {
    byte[] bytes = random(size);
    upload(path(name + ".part"), bytes);
    client.posixRename(path(name + ".part"), path(name)).await();
    Handle handle = client.open(path(name), Set.of(OpenMode.READ)).await();
    try (Download download = new Download(client, handle, 0, size)) {
      return Arrays.equals(download.readAllBytes(), bytes);
    }
  }

  @Test
  void a_killed_server_ends_what_waits_and_what_comes_later() throws IOException {
    program.close();

    assertThatThrownBy(client.lstat(path(""))::await).isInstanceOf(ConnectionLostException.class);
    assertThatThrownBy(client.lstat(path(""))::await).isInstanceOf(ConnectionLostException.class);
    assertThat(client.isOpen()).isFalse();
  }

  @Test
  void closing_ends_the_server() {
    client.close();
    client.close();

    Awaitility.await().until(() -> !program.isAlive());
    assertThatThrownBy(client.lstat(path(""))::await).isInstanceOf(ConnectionLostException.class);
  }
}
