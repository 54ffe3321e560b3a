package org.oeleo.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.RelativePath;

/** What all parts of the contract stand on. */
public interface ContractPart {
  /** The store of this test. */
  TestedStore store();

  /** The connector under test, open on {@link #store()}. */
  Connector connector();

  /** Whether this is promised. */
  default boolean promises(Capability capability) {
    return connector().capabilities().has(capability);
  }

  /** Skips the check, saying why, unless this is promised. */
  default void assumePromise(Capability capability) {
    Assumptions.assumeTrue(
        promises(capability), () -> "skipped: this connector does not promise " + capability);
  }

  /** Skips the check, saying why, if this is promised. */
  default void assumeNoPromise(Capability capability) {
    Assumptions.assumeFalse(
        promises(capability), () -> "skipped: this connector promises " + capability);
  }

  /** Writes a file of these bytes. */
  default FileEntry put(String path, byte[] bytes) throws IOException {
    return connector().write(RelativePath.of(path), SampleContent.of(bytes));
  }

  /** Writes a file of this text. */
  default FileEntry put(String path, String text) throws IOException {
    return connector().write(RelativePath.of(path), SampleContent.of(text));
  }

  /** All bytes of a file from an offset on. */
  default byte[] bytes(String path, long offset) throws IOException {
    try (InputStream in = connector().read(RelativePath.of(path), offset)) {
      return in.readAllBytes();
    }
  }

  /** All bytes of a file. */
  default byte[] bytes(String path) throws IOException {
    return bytes(path, 0);
  }

  /** What a connector lists. */
  default List<FileEntry> listed(Connector from, ListRequest request) throws IOException {
    List<FileEntry> entries = new ArrayList<>();
    from.list(request, new EntrySink() {
      @Override
      public void file(FileEntry entry) {
        entries.add(entry);
      }

      @Override
      public void leftOut(String name, String reason) {
        throw new AssertionError("left out " + name + ": " + reason);
      }
    });
    return entries;
  }

  /** The paths of all files the connector lists; fails if one is listed twice. */
  default Set<String> paths() throws IOException {
    return paths(ListRequest.everything());
  }

  /** The paths of all files the connector lists on this request; fails if one is listed twice. */
  default Set<String> paths(ListRequest request) throws IOException {
    List<String> paths = listed(connector(), request).stream()
        .map(entry -> entry.path().toString())
        .toList();
    assertThat(paths).doesNotHaveDuplicates();
    return new TreeSet<>(paths);
  }

  /** Fails unless {@code call} fails with this kind. */
  default void assertFails(Kind kind, ThrowingCallable call) {
    Throwable failure = catchThrowable(call);
    assertThat(failure).as("should fail with %s", kind).isInstanceOf(ConnectorException.class);
    assertThat(((ConnectorException) failure).kind()).as(failure.toString()).isEqualTo(kind);
  }

  /** Runs all of them at the same time, each on its own thread; fails with the first failure. */
  default <T> List<T> together(List<Callable<T>> calls) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(calls.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(calls)) {
        results.add(result.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError("one of several threads failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
