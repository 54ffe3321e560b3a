package org.oeleo.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.LedgerLockedException;
import org.oeleo.spi.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a second run off a ledger: an operating-system lock on the file {@code <ledger>.lock},
 * which says who holds it. The system lets go of it when the process dies, however it dies. The
 * file is never deleted: a deleted one could be locked twice.
 */
final class RunLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);

  /** Far behind the text: Windows lets nobody read a locked byte. */
  private static final long LOCKED_BYTE = 1L << 40;

  private static final int LONGEST_TEXT = 200;

  private final String holding;
  private final FileChannel channel;

  private RunLock(String holding, FileChannel channel) {
    this.holding = holding;
    this.channel = channel;
  }

  static RunLock take(Path ledger) throws LedgerException {
    Path file = ledger.resolveSibling(ledger.getFileName() + ".lock");
    // POSIX drops a process's locks on a file as soon as that process closes any descriptor of it,
    // so a second look from this process must not even open it. The note is a system property,
    // because like the lock it belongs to the process, whatever class loader this class came from.
    String holding = RunLock.class.getName() + ":" + file;
    String text = "process " + ProcessHandle.current().pid() + ", since " + now();
    if (System.getProperties().putIfAbsent(holding, text) instanceof String other) {
      throw locked(ledger, other);
    }
    try {
      return new RunLock(holding, lock(file, ledger, text));
    } catch (LedgerException | RuntimeException | Error e) {
      System.clearProperty(holding);
      throw e;
    }
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  private static FileChannel lock(Path file, Path ledger, String text) throws LedgerException {
    try {
      FileChannel channel = open(file);
      try {
        FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
        if (lock == null) {
          throw locked(ledger, read(channel));
        }
        write(channel, text);
        return channel;
      } catch (IOException | RuntimeException | Error e) {
        channel.close();
        throw e;
      }
    } catch (OverlappingFileLockException e) {
      throw locked(ledger, "this very process");
    } catch (LedgerException e) {
      throw e;
    } catch (IOException e) {
      throw new LedgerException(
          "the lock " + Printable.name(file) + " cannot be taken: make the folder of the ledger"
              + " writable and check its disk (" + e.getMessage() + ")",
          e);
    }
  }

  private static FileChannel open(Path file) throws IOException {
    try {
      LedgerFile.createPrivate(file);
    } catch (FileAlreadyExistsException e) {
      LOG.trace("{} is there from an earlier run", file);
    }
    return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static void write(FileChannel channel, String text) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)), 0);
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(LONGEST_TEXT);
    channel.read(buffer, 0);
    String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8).strip();
    return text.isEmpty() ? "a process that has not said which" : text;
  }

  private static LedgerLockedException locked(Path ledger, String holder) {
    return new LedgerLockedException("another run is using the ledger " + Printable.name(ledger)
        + " (" + Printable.name(holder) + "): wait for its end, or end it");
  }

  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try (channel) {
      channel.truncate(0);
    } catch (IOException e) {
      LOG.warn("the lock of the ledger could not be cleared: {}", e.getMessage());
    } finally {
      System.clearProperty(holding);
    }
  }
}
