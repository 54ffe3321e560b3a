package org.oeleo.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Bookkeeper;
import org.oeleo.spi.BookkeeperProvider;
import org.oeleo.spi.LedgerException;

/** Opens ledgers kept in a SQLite file; the name of a ledger is the path of its file. */
public final class SqliteBookkeeperProvider implements BookkeeperProvider {
  /** Made without arguments by {@link java.util.ServiceLoader}. */
  public SqliteBookkeeperProvider() {}

  private static final Setting<Boolean> ALLOW_NETWORK = Setting.yesNo(
          "DB_ALLOW_NETWORK",
          "Accept a ledger on a network file system. SQLite files are damaged there when two"
              + " computers use them, or when the server promises locks it does not keep.")
      .orElse(false);

  @Override
  public String name() {
    return "sqlite";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(ALLOW_NETWORK);
  }

  @Override
  public Bookkeeper open(String name, Settings settings, Access access) throws LedgerException {
    LedgerFile file = LedgerFile.named(name);
    if (!allowsNetwork(settings)) {
      file.refuseNetwork();
    }
    return switch (access) {
      case READ -> ReopeningReader.of(() -> read(file));
      case EDIT -> write(file, Optional.empty());
      case RUN -> run(file);
    };
  }

  @Override
  public List<Path> files(String name) throws LedgerException {
    LedgerFile file = LedgerFile.named(name);
    return Stream.of("", "-wal", "-shm", "-journal", ".lock")
        .map(file::companion)
        .toList();
  }

  @Override
  public List<String> sentByOther(Path file) throws LedgerException {
    return DirsendDatabase.paths(LedgerFile.named(file.toString()));
  }

  private static boolean allowsNetwork(Settings settings) throws LedgerException {
    try {
      return settings.get(ALLOW_NETWORK);
    } catch (SettingsException e) {
      throw new LedgerException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Bookkeeper run(LedgerFile file) throws LedgerException {
    file.requireFolder();
    RunLock lock = RunLock.take(file.path());
    try {
      return write(file, Optional.of(lock));
    } catch (LedgerException | RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  private static Bookkeeper write(LedgerFile file, Optional<RunLock> lock) throws LedgerException {
    file.requireFolder();
    boolean created = file.createIfMissing();
    try {
      Connection connection = Database.writing(file);
      return open(connection, file, new Guard.Writing(file, file.identity(), lock));
    } catch (LedgerException e) {
      if (created) {
        file.deleteIfEmpty();
      }
      throw e;
    }
  }

  private static Bookkeeper read(LedgerFile file) throws LedgerException {
    if (file.holdsNothing()) {
      return open(Database.empty(file), file, new Guard.Reading(file));
    }
    String stamp = file.stamp();
    return Database.isAtRest(file)
        ? open(Database.readingAtRest(file), file, new Guard.AtRest(file, stamp))
        : open(Database.readingShared(file), file, new Guard.Reading(file));
  }

  private static Bookkeeper open(Connection connection, LedgerFile file, Guard guard)
      throws LedgerException {
    try {
      return new SqliteBookkeeper(connection, Schema.id(connection), file, guard);
    } catch (SQLException e) {
      Database.abandon(connection, e);
      throw Diagnosis.of(file.path(), e);
    }
  }
}
