package org.oeleo.sharepoint;

import com.microsoft.graph.models.DriveItem;
import com.microsoft.graph.models.DriveItemCollectionResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;

/**
 * Lists a tree page by page, several pages under way at a time and no more in memory. What cannot
 * be listed to its end is a failure, after all else has been listed. One thread, one use.
 */
final class Listing {
  private static final int AT_ONCE = 6;

  private final Library library;
  private final ListRequest request;
  private final EntrySink sink;
  private final Asking asking;
  private final CompletionService<Page> pages;
  private final Deque<Ask> waiting = new ArrayDeque<>();
  private int underWay;
  private Optional<IOException> failure = Optional.empty();

  /** A page to be asked for, the {@code asked} ones of its folder having come before. */
  private record Ask(Folder folder, String url, Set<String> asked) {}

  /** A folder; without a path it is the root. */
  private record Folder(Optional<RelativePath> path, int depth) {
    @Override
    public String toString() {
      return path.map(Printable::name).orElse("the root folder");
    }
  }

  private record Page(Ask ask, Answer answer) {}

  /** What came of it: a page, or why none. */
  private record Answer(
      Optional<DriveItemCollectionResponse> page, Optional<IOException> failure) {}

  /**
   * How pages are asked for.
   *
   * @param threads on which
   * @param patience with what is not answered
   */
  record Asking(Executor threads, Patience patience) {}

  Listing(Library library, ListRequest request, EntrySink sink, Asking asking) {
    this.library = library;
    this.asking = asking;
    this.request = request;
    this.sink = sink;
    this.pages = new ExecutorCompletionService<>(asking.threads());
  }

  void run() throws IOException {
    String first = library.children(library.root().folderId());
    waiting.add(new Ask(new Folder(Optional.empty(), 0), first, new HashSet<>()));
    while (!waiting.isEmpty() || underWay > 0) {
      begin();
      take(next());
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private void begin() throws ConnectorException {
    while (!waiting.isEmpty() && underWay < AT_ONCE) {
      Ask ask = waiting.removeFirst();
      try {
        pages.submit(() -> new Page(ask, answer(ask)));
      } catch (RejectedExecutionException e) {
        throw new ConnectorException(Kind.UNREACHABLE, "the connector is closed", e);
      }
      underWay++;
    }
  }

  private Answer answer(Ask ask) {
    for (int attempt = 1; true; attempt++) {
      try {
        return new Answer(Optional.of(library.page(ask.folder(), ask.url())), Optional.empty());
      } catch (IOException e) {
        if (!asking.patience().waitsAfter(e, attempt)) {
          return new Answer(Optional.empty(), Optional.of(e));
        }
      }
    }
  }

  private Page next() throws InterruptedIOException {
    try {
      Page page = pages.take().get();
      underWay--;
      return page;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while listing");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a page was not asked for", e.getCause());
    }
  }

  private void take(Page page) throws IOException {
    Folder folder = page.ask().folder();
    if (page.answer().failure().isPresent()) {
      note(folder, page.answer().failure().get());
      return;
    }
    DriveItemCollectionResponse response = page.answer().page().orElseThrow();
    List<DriveItem> items = Optional.ofNullable(response.getValue())
        .orElseThrow(() -> incomplete(folder, "the answer holds no list"));
    for (DriveItem item : items) {
      give(folder, item);
    }
    String next = response.getOdataNextLink();
    if (next != null) {
      if (!library.access().isGraphs(next) || !page.ask().asked().add(next)) {
        throw incomplete(folder, "the service does not say how the list goes on");
      }
      waiting.addFirst(new Ask(folder, next, page.ask().asked()));
    }
  }

  /** A folder that may not be read keeps the others from nothing; a broken line ends it all. */
  private void note(Folder folder, IOException why) throws IOException {
    Kind kind = ConnectorException.kindOf(why);
    if (kind == Kind.NOT_FOUND && folder.path().isEmpty()) {
      throw library.gone(new ConnectorException(kind, folder + " is not there", why));
    }
    if (kind != Kind.ACCESS_DENIED && kind != Kind.NOT_FOUND) {
      throw why;
    }
    IOException told =
        kind == Kind.NOT_FOUND ? incomplete(folder, "it went away while it was listed") : why;
    failure = failure.or(() -> Optional.of(told));
  }

  private static ConnectorException incomplete(Folder folder, String why) {
    return new ConnectorException(
        Kind.IO_ERROR, folder + " could not be listed to its end: " + why);
  }

  private void give(Folder folder, @Nullable DriveItem item) throws IOException {
    if (item == null || item.getName() == null || item.getId() == null) {
      throw incomplete(folder, "an entry has no name or no id");
    }
    String kept = item.getName();
    String shown = folder.path().map(path -> path + "/" + kept).orElse(kept);
    Optional<RelativePath> path = library
        .names()
        .fromStore(kept)
        .flatMap(name ->
            RelativePath.ifValid(folder.path().map(above -> above + "/" + name).orElse(name)));
    if (path.isEmpty()) {
      sink.leftOut(shown, "a name that is not one of ours");
    } else if (Entries.isFolder(item)) {
      enter(folder, path.get(), item);
    } else if (Entries.isFile(item)) {
      sink.file(Entries.of(path.get(), item));
    } else {
      sink.leftOut(shown, "neither file nor folder, a notebook say");
    }
  }

  private void enter(Folder above, RelativePath path, DriveItem item) throws IOException {
    if (above.depth() + 1 >= request.maxDepth() || !request.enters().test(path)) {
      sink.notEntered(path.toString());
      return;
    }
    Folder folder = new Folder(Optional.of(path), above.depth() + 1);
    // Into the depth first, so that few folders wait at a time.
    waiting.addFirst(new Ask(folder, library.children(item.getId()), new HashSet<>()));
  }
}
