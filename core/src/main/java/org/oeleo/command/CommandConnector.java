package org.oeleo.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.oeleo.spi.Capabilities;
import org.oeleo.spi.Capability;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.Content;
import org.oeleo.spi.EntrySink;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.Kind;
import org.oeleo.spi.ListRequest;
import org.oeleo.spi.Printable;
import org.oeleo.spi.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each file to a command. Safe for many threads. Promises nothing: what the command has made
 * of a file it alone knows, and all it says is its exit status.
 */
final class CommandConnector implements Connector {
  private static final Logger LOG = LoggerFactory.getLogger(CommandConnector.class);
  private static final Capabilities CAPABILITIES =
      new Capabilities(Set.of(Capability.WRITE_ONLY), List.of(), Duration.ZERO);

  private final String root;
  private final CommandLine line;
  private final Program program;
  private final Duration timeout;
  private final SpoolFolder spool;
  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  CommandConnector(String root, CommandLine line, Duration timeout, SpoolFolder spool) {
    this.root = root;
    this.line = line;
    this.program = new Program(line.program());
    this.timeout = timeout;
    this.spool = spool;
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public void ping() throws IOException {
    requireOpen();
    program.require();
  }

  @Override
  public FileEntry write(RelativePath path, Content content) throws IOException {
    requireOpen();
    Optional<Path> here = content.localFile();
    if (here.isPresent()) {
      give(path, here.get(), content);
    } else {
      try (SpoolFolder.Copy copy = spool.fill(path, content)) {
        run(path, copy.file());
      }
    }
    return FileEntry.of(path, content.size(), content.modified());
  }

  /**
   * The command reads the file itself. So it is opened before, which finds one that is gone or may
   * not be read; and read afterwards, which finds one that has changed under the command's hands.
   */
  private void give(RelativePath path, Path file, Content content) throws IOException {
    content.open(0).close();
    run(path, file);
    try (InputStream in = content.open(0)) {
      Bytes.pass(in, OutputStream.nullOutputStream(), content.size());
    }
  }

  private void run(RelativePath path, Path file) throws IOException {
    List<byte[]> arguments = line.filled(meaning(path, file));
    Running command = new Running(new Launch(program, arguments).start());
    running.add(command);
    try {
      if (closed) {
        command.end();
      }
      judge(path, command, command.await(timeout));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(line + " was ended, because the run is");
    } finally {
      // Nothing to do where it has ended by itself.
      command.endIfAlive();
      running.remove(command);
    }
  }

  private Function<Placeholder, byte[]> meaning(RelativePath path, Path file) {
    return placeholder -> switch (placeholder) {
      case FILE -> NativeNames.of(file);
      case PATH -> NativeNames.of(path.toString());
      case NAME -> NativeNames.of(path.name());
      case DIR -> NativeNames.of(path.parent().map(RelativePath::toString).orElse("."));
      case TO -> root.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    };
  }

  private void judge(RelativePath path, Running command, Optional<Integer> status)
      throws ConnectorException {
    requireOpen();
    if (status.equals(Optional.of(0))) {
      if (LOG.isDebugEnabled()) {
        String name = Printable.name(path);
        command.output().lines().forEach(text -> LOG.debug("{}: {}: {}", line, name, text));
      }
      return;
    }
    if (status.isEmpty()) {
      command.end();
    }
    log(path, command.output());
    String what = status
        .map(number -> " ended with exit status " + number)
        .orElse(" took longer than " + timeout.toSeconds() + " s and was ended"
            + " (OELEO_COMMAND_TIMEOUT)");
    String words = command.output().lastWords();
    throw new ConnectorException(
        Kind.REJECTED, line + what + (words.isEmpty() ? "" : ": " + words));
  }

  private void log(RelativePath path, Tail output) {
    String name = Printable.name(path);
    if (output.dropped() > 0) {
      LOG.warn("{}: {}: {} bytes before this are left out", line, name, output.dropped());
    }
    output.lines().forEach(text -> LOG.warn("{}: {}: {}", line, name, text));
  }

  private void requireOpen() throws ConnectorException {
    if (closed) {
      throw new ConnectorException(Kind.UNREACHABLE, "the command " + line + " is closed");
    }
  }

  @Override
  public void list(ListRequest request, EntrySink sink) throws IOException {
    throw unseen();
  }

  @Override
  public Optional<FileEntry> stat(RelativePath path) throws IOException {
    throw unseen();
  }

  @Override
  public InputStream read(RelativePath path, long offset) throws IOException {
    throw unseen();
  }

  @Override
  public void delete(RelativePath path) throws IOException {
    throw unseen();
  }

  private ConnectorException unseen() throws ConnectorException {
    requireOpen();
    return new ConnectorException(
        Kind.UNSUPPORTED, "a command only takes files: what it has cannot be looked at");
  }

  @Override
  public String locate(RelativePath path) {
    return root + "/" + path;
  }

  /** Ends what is running. */
  @Override
  public void close() {
    closed = true;
    Family.end(running.stream().map(Running::handle).toList());
  }
}
