package org.oeleo.ledger;

import java.nio.file.Path;
import org.oeleo.spi.LedgerException;
import org.oeleo.spi.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite's native code, which its driver unpacks into a temporary folder before it can be loaded.
 */
final class NativeLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);
  private static final String FOLDER = "org.sqlite.tmpdir";

  private NativeLibrary() {}

  /**
   * Loads it once per process. Where the temporary folder forbids execution ({@code noexec}, usual
   * on hardened servers) it is unpacked beside the ledger; a folder the user chose is left alone.
   */
  static void load(Path ledgerFolder) throws LedgerException {
    try {
      SQLiteJDBCLoader.initialize();
    } catch (Exception | LinkageError e) { // the driver declares Exception
      if (System.getProperty(FOLDER) != null) {
        throw refused(System.getProperty(FOLDER), e);
      }
      LOG.debug("retrying with {} for SQLite's native library", ledgerFolder);
      loadFrom(ledgerFolder);
    }
  }

  private static void loadFrom(Path folder) throws LedgerException {
    System.setProperty(FOLDER, folder.toString());
    try {
      SQLiteJDBCLoader.initialize();
    } catch (Exception | LinkageError e) { // the driver declares Exception
      throw refused(System.getProperty("java.io.tmpdir") + " or " + folder, e);
    } finally {
      System.clearProperty(FOLDER);
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
