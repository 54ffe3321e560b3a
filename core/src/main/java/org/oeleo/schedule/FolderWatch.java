package org.oeleo.schedule;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls for a run soon after something has happened in a folder of this machine. A help to be quick
 * and nothing else: what it misses (network drives, overflow, too many folders), the next regular
 * run finds. Its thread ends with {@link #close}.
 */
public final class FolderWatch implements AutoCloseable {
  /**
   * What to watch.
   *
   * @param folder the top
   * @param mostFolders how many folders at most; 1 is the top alone
   * @param quiet how long nothing more must have happened before the call
   * @param longest how long the call may be put off by things that keep happening
   * @param matters which paths matter; our own log must not
   */
  public record Request(
      Path folder, int mostFolders, Duration quiet, Duration longest, Predicate<Path> matters) {}

  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

  private final Request request;
  private final Runnable call;
  private final WatchService service;
  private int folders;

  private FolderWatch(Request request, Runnable call, WatchService service) {
    this.request = request;
    this.call = call;
    this.service = service;
  }

  /**
   * Begins to watch; the caller closes it.
   *
   * @param call made on the watch's own thread; should be quick
   * @throws IOException if this folder cannot be watched
   */
  public static FolderWatch open(Request request, Runnable call) throws IOException {
    WatchService service = request.folder().getFileSystem().newWatchService();
    FolderWatch watch = new FolderWatch(request, call, service);
    try {
      watch.register(request.folder());
      watch.registerBelow(request.folder());
    } catch (IOException e) {
      service.close();
      throw e;
    }
    Thread thread = new Thread(watch::watch, "oeleo-folder-watch");
    thread.setDaemon(true);
    thread.start();
    return watch;
  }

  @Override
  public void close() throws IOException {
    service.close();
  }

  private void register(Path folder) throws IOException {
    folder.register(
        service,
        StandardWatchEventKinds.ENTRY_CREATE,
        StandardWatchEventKinds.ENTRY_MODIFY,
        StandardWatchEventKinds.ENTRY_DELETE);
    folders++;
  }

  /** Breadth first, so that the bound cuts off the deepest. */
  private void registerBelow(Path top) {
    Deque<Path> open = new ArrayDeque<>();
    open.add(top);
    while (!open.isEmpty() && folders < request.mostFolders()) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(open.remove())) {
        for (Path entry : entries) {
          if (folders < request.mostFolders()
              && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            register(entry);
            open.add(entry);
          }
        }
      } catch (IOException | RuntimeException e) {
        LOG.debug("a folder is left to the regular runs", e);
      }
    }
  }

  private void watch() {
    try {
      while (true) {
        if (take(service.take())) {
          settle();
          call.run();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ClosedWatchServiceException e) {
      // Closed: this is how it ends.
      return;
    }
  }

  /** Lets the things happen that come in a row with the first. */
  private void settle() throws InterruptedException {
    long begin = System.nanoTime();
    boolean more = true;
    while (more && System.nanoTime() - begin < request.longest().toNanos()) {
      WatchKey key = service.poll(request.quiet().toNanos(), TimeUnit.NANOSECONDS);
      more = key != null;
      if (key != null) {
        take(key);
      }
    }
  }

  /** Whether anything of it matters. */
  private boolean take(WatchKey key) {
    boolean matters = false;
    for (WatchEvent<?> event : key.pollEvents()) {
      if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
        matters = true;
      } else if (key.watchable() instanceof Path folder && event.context() instanceof Path name) {
        matters |= seen(event, folder.resolve(name));
      }
    }
    if (!key.reset()) {
      folders--;
    }
    return matters;
  }

  private boolean seen(WatchEvent<?> event, Path path) {
    boolean isNewFolder = event.kind() == StandardWatchEventKinds.ENTRY_CREATE
        && folders < request.mostFolders()
        && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    if (isNewFolder) {
      try {
        register(path);
        registerBelow(path);
      } catch (IOException e) {
        // Gone again, or no more watches to be had; the regular runs see to it.
        return request.matters().test(path);
      }
    }
    return request.matters().test(path);
  }
}
