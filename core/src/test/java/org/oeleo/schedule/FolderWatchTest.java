package org.oeleo.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {
  private final Semaphore calls = new Semaphore(0);

  @TempDir
  private Path folder;

  private FolderWatch watch(int mostFolders) throws IOException {
    return FolderWatch.open(
        new FolderWatch.Request(
            folder,
            mostFolders,
            Duration.ofMillis(100),
            Duration.ofSeconds(2),
            path -> !path.toString().endsWith(".log")),
        calls::release);
  }

  private boolean isCalled() throws InterruptedException {
    return calls.tryAcquire(15, TimeUnit.SECONDS);
  }

  @Test
  void many_changes_in_a_row_are_one_call() throws Exception {
    try (FolderWatch watch = watch(1)) {
      for (int i = 0; i < 50; i++) {
        Files.writeString(folder.resolve("f" + i), "x");
      }
      assertThat(isCalled()).isTrue();
      assertThat(calls.availablePermits()).isLessThan(3);
      assertThat(watch).isNotNull();
    }
  }

  @Test
  void folders_below_are_watched_also_new_ones() throws Exception {
    Path old = Files.createDirectories(folder.resolve("a/b"));
    try (FolderWatch watch = watch(100)) {
      Files.writeString(old.resolve("f"), "x");
      assertThat(isCalled()).isTrue();
      Path young = Files.createDirectory(folder.resolve("c"));
      assertThat(isCalled()).isTrue();
      Files.writeString(young.resolve("f"), "x");
      assertThat(isCalled()).isTrue();
      assertThat(watch).isNotNull();
    }
  }

  @Test
  void what_does_not_matter_calls_nobody() throws Exception {
    try (FolderWatch watch = watch(1)) {
      Files.writeString(folder.resolve("oeleo.log"), "x");
      assertThat(calls.tryAcquire(500, TimeUnit.MILLISECONDS)).isFalse();
      assertThat(watch).isNotNull();
    }
  }

  @Test
  void no_more_folders_than_asked_for_are_watched() throws Exception {
    Path below = Files.createDirectory(folder.resolve("below"));
    try (FolderWatch watch = watch(1)) {
      Files.writeString(below.resolve("f"), "x");
      assertThat(calls.tryAcquire(500, TimeUnit.MILLISECONDS)).isFalse();
      assertThat(watch).isNotNull();
    }
  }

  @Test
  void a_folder_that_is_missing_cannot_be_watched() {
    folder = folder.resolve("missing");
    assertThatThrownBy(() -> watch(1)).isInstanceOf(IOException.class);
  }

  @Test
  void its_thread_ends_with_it() throws Exception {
    watch(1).close();
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("oeleo-folder-watch"))
        .forEach(FolderWatchTest::join);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("oeleo-folder-watch"));
  }

  private static void join(Thread thread) {
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
