package org.oeleo.ledger;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native code, which has to be unpacked into a folder before it can be loaded.
 *
 * <p>The driver can do that itself, but then compares what it unpacked byte by byte, which takes a
 * fifth of a second at every start; so it is unpacked here where the system lets go of a file that
 * is loaded, and left to the driver elsewhere.
 */
final class NativeLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);
  private static final String FOLDER = "org.sqlite.tmpdir";
  private static final String UNPACKED = "org.sqlite.lib.path";
  private static final AtomicBoolean LOADED = new AtomicBoolean();

  private NativeLibrary() {}

  /**
   * Loads it once per process. Where the temporary folder forbids execution ({@code noexec}, usual
   * on hardened servers) it is unpacked beside the ledger; a folder the user chose is left alone.
   */
  static synchronized void load(Path ledgerFolder) throws LedgerException {
    if (LOADED.get()) {
      return;
    }
    Optional<String> chosen = Optional.ofNullable(System.getProperty(FOLDER));
    String usual = chosen.orElse(System.getProperty("java.io.tmpdir"));
    try {
      loadFrom(Path.of(usual));
    } catch (Exception | LinkageError e) { // the driver declares Exception
      if (chosen.isPresent()) {
        throw refused(usual, e);
      }
      LOG.debug("retrying with {} for SQLite's native library", ledgerFolder);
      loadBeside(ledgerFolder, usual);
    }
    LOADED.set(true);
  }

  private static void loadBeside(Path ledgerFolder, String usual) throws LedgerException {
    System.setProperty(FOLDER, ledgerFolder.toString());
    try {
      loadFrom(ledgerFolder);
    } catch (Exception | LinkageError e) { // the driver declares Exception
      throw refused(usual + " or " + ledgerFolder, e);
    } finally {
      System.clearProperty(FOLDER);
    }
  }

  private static void loadFrom(Path folder) throws Exception {
    boolean given = System.getProperty(UNPACKED) != null;
    // The driver's own word for the system costs a process ("uname").
    if (given || File.separatorChar == '\\') {
      SQLiteJDBCLoader.initialize();
      return;
    }
    Path own = Files.createTempDirectory(folder, "oeleo-sqlite-");
    try {
      unpack(own.resolve(LibraryLoaderUtil.getNativeLibName()));
      System.setProperty(UNPACKED, own.toString());
      SQLiteJDBCLoader.initialize();
    } finally {
      System.clearProperty(UNPACKED);
      Files.deleteIfExists(own.resolve(LibraryLoaderUtil.getNativeLibName()));
      Files.deleteIfExists(own);
    }
  }

  private static void unpack(Path file) throws IOException {
    String packed = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + file.getFileName();
    try (InputStream in = SQLiteJDBCLoader.class.getResourceAsStream(packed)) {
      if (in == null) {
        throw new FileNotFoundException("the SQLite driver has no code for " + packed);
      }
      Files.copy(in, file);
    }
  }

  private static LedgerException refused(String folders, Throwable cause) {
    return new LedgerException(
        "SQLite's native library cannot be loaded from "
            + Printable.name(folders)
            + ": start Java with -D" + FOLDER + "=<a writable folder whose disk allows execution>",
        cause);
  }
}
