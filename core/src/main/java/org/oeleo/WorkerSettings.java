package org.oeleo;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.oeleo.check.Checker;
import org.oeleo.plan.Conflict;
import org.oeleo.settings.Setting;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.Side;

/**
 * The settings of a worker itself; those of filters, connectors and ledgers are declared where they
 * are read.
 */
public final class WorkerSettings {
  /** Which way files go. */
  public enum Mode {
    PUSH,
    PULL,
    SYNC
  }

  /** On which side nothing is ever written. */
  public enum ReadOnly {
    NONE(Optional.empty()),
    LOCAL(Optional.of(Side.LOCAL)),
    EXTERNAL(Optional.of(Side.EXTERNAL));

    private final Optional<Side> side;

    ReadOnly(Optional<Side> side) {
      this.side = side;
    }

    /** The side, if there is one. */
    public Optional<Side> side() {
      return side;
    }
  }

  /** What becomes of a file that is safe elsewhere. */
  public enum Fate {
    KEEP,
    DELETE,
    ARCHIVE
  }

  /** When a file counts as changed. */
  public enum CheckBy {
    CHECKSUM(Checker.checksum()),
    REREAD(Checker.reread()),
    SIZE_AND_TIME(Checker.sizeAndTime()),
    PRESENCE(Checker.presence());

    private final Checker checker;

    CheckBy(Checker checker) {
      this.checker = checker;
    }

    /** The rule itself. */
    public Checker checker() {
      return checker;
    }
  }

  public static final Setting<String> BASE_DIR_FROM = Setting.text(
          "BASE_DIR_FROM",
          "Where files come from: a folder, or a URI whose scheme names the connector.")
      .required()
      .example("C:\\data\\local");
  public static final Setting<String> BASE_DIR_TO = Setting.text(
          "BASE_DIR_TO", "Where files go to: a folder, or a URI whose scheme names the connector.")
      .required()
      .example("C:\\data\\pub");
  public static final Setting<String> DB_NAME = Setting.text(
          "DB_NAME", "File of the ledger; relative to the folder oeleo is started in.")
      .required()
      .example("local2pub.db");
  public static final Setting<String> BOOKKEEPER = Setting.text(
          "BOOKKEEPER", "Which kind of ledger.")
      .checkedBy(WorkerSettings::refuseUri)
      .orElse("sqlite");
  public static final Setting<String> LOCAL = Setting.text(
          "LOCAL", "Connector of the local side; a URI as root names it as well.")
      .checkedBy(WorkerSettings::refuseUri)
      .orElse("local");
  public static final Setting<String> EXTERNAL = Setting.text(
          "EXTERNAL", "Connector of the external side; a URI as root names it as well.")
      .checkedBy(WorkerSettings::refuseUri)
      .orElse("local");
  public static final Setting<Mode> MODE = Setting.choice(
          "MODE",
          "push: from the local side to the external one; pull: the other way; sync: what is added,"
              + " changed or deleted on either side comes to the other. For sync OELEO_BASE_DIR_FROM is"
              + " the local and OELEO_BASE_DIR_TO the external side.",
          Mode.class)
      .orElse(Mode.PUSH);
  public static final Setting<Conflict> CONFLICT = Setting.choice(
          "CONFLICT",
          "With OELEO_MODE=sync, what happens where both sides have changed. newer: the younger file"
              + " gets the name; keep-both: the external one does, whatever the times say; fail:"
              + " nothing, until a person has decided.",
          Conflict.class)
      .orElse(Conflict.NEWER);
  public static final Setting<TwoWay.Loser> CONFLICT_LOSER = Setting.choice(
          "CONFLICT_LOSER",
          "What becomes of the other one. keep: it stays on both sides, with when and where it was"
              + " changed in its name; discard: it is replaced.",
          TwoWay.Loser.class)
      .orElse(TwoWay.Loser.KEEP);
  public static final Setting<ReadOnly> READ_ONLY = Setting.choice(
          "READ_ONLY",
          "With OELEO_MODE=sync, the side on which nothing is ever written or deleted.",
          ReadOnly.class)
      .orElse(ReadOnly.NONE);
  public static final Setting<MaxDelete> MAX_DELETE = Setting.of(
          "MAX_DELETE",
          "How many deletions one sync may carry over from a side, and how many files a run with"
              + " OELEO_FORGET_VANISHED may forget, as a number or as a share of the files known (ten are"
              + " always allowed, unless they are all); with more, nothing is changed at all.",
          "a number such as 200, or a share such as 50%",
          MaxDelete::parse)
      .orElse(MaxDelete.standard());
  public static final Setting<Boolean> FORGET_VANISHED = Setting.yesNo(
          "FORGET_VANISHED",
          "With push or pull, whether the ledger forgets a file that is gone from the source, so that"
              + " one of its name counts as new when it comes back. Nothing is forgotten when the source"
              + " is empty or could not be listed completely.")
      .orElse(false);
  public static final Setting<Boolean> INCLUDE_SUBDIRS = Setting.yesNo(
          "INCLUDE_SUBDIRS",
          "Look into the folders below OELEO_BASE_DIR_FROM too; with OELEO_MODE=sync that is done"
              + " unless this says no.")
      .orElse(false)
      .alias("OA_INCLUDE_SUBDIRS");
  public static final Setting<Boolean> EXTERNAL_SUBDIRS = Setting.yesNo(
          "EXTERNAL_SUBDIRS",
          "Keep these folders at the destination; if not, all files go directly into OELEO_BASE_DIR_TO,"
              + " and two of one name are reported and not sent.")
      .orElse(false)
      .alias("OA_EXTERNAL_SUBDIRS");
  public static final Setting<CheckBy> CHECKER = Setting.choice(
          "CHECKER",
          "When a file counts as changed. checksum: its content differs (files whose size and times"
              + " stayed are not read again); reread: the same, reading every file in every run;"
              + " size-and-time: size or modified time differ; presence: never, once copied.",
          CheckBy.class)
      .orElse(CheckBy.CHECKSUM);
  public static final Setting<HashAlgorithm> HASH = Setting.of(
          "HASH",
          "The checksum in the ledger. md5 keeps the ledger usable by the original oeleo.",
          "sha-256 or md5",
          WorkerSettings::hash)
      .orElse(HashAlgorithm.SHA256)
      .printedBy(a -> a.name().toLowerCase(Locale.ROOT));
  public static final Setting<Duration> SETTLE = Setting.duration(
          "SETTLE",
          "How long a file must have been still before it is sent, so that files being written are"
              + " left for the next run; 0s sends at once.")
      .orElse(Duration.ofSeconds(3));
  public static final Setting<Verify> VERIFY = Setting.choice(
          "VERIFY",
          "How a copy is proven. auto: the strongest means without a second transfer, and with"
              + " OELEO_DISPOSAL as content; content: the same, but by reading all back where auto would go"
              + " by the size; size: by size only; hash: by the store's own hash, an error if it has none; reread: by reading all back.",
          Verify.class)
      .orElse(Verify.AUTO);
  public static final Setting<Overwrite> OVERWRITE = Setting.choice(
          "OVERWRITE",
          "What happens to a file at the destination that oeleo did not put there, or that was changed"
              + " there since: replace it, keep it, or fail.",
          Overwrite.class)
      .orElse(Overwrite.REPLACE);
  public static final Setting<WhenEmpty> EMPTY_SOURCE = Setting.choice(
          "EMPTY_SOURCE",
          "What an empty source means once files were copied from it. pause: something is wrong (a disk"
              + " not mounted), exit code 4; accept: somebody cleaned up.",
          WhenEmpty.class)
      .orElse(WhenEmpty.PAUSE);
  public static final Setting<WhenEmpty> EMPTY_DESTINATION = Setting.choice(
          "EMPTY_DESTINATION",
          "What an empty destination means once files were sent there. pause: something is wrong (a share"
              + " not mounted), exit code 5; accept: somebody takes the files away.",
          WhenEmpty.class)
      .orElse(WhenEmpty.PAUSE);
  public static final Setting<Long> MIN_FREE =
      Setting.size("MIN_FREE", "Space that stays free at the destination.").orElse(0L);
  public static final Setting<Fate> DISPOSAL = Setting.choice(
          "DISPOSAL",
          "What becomes of a file at the source once it is safe: its content was compared with every"
              + " copy, and it has not changed since. keep: it stays; delete: it is deleted; archive: it"
              + " is moved into OELEO_ARCHIVE_DIR. With OELEO_DATED_UNIT=folder that happens when all"
              + " files of a folder are safe, and the folder goes too if nothing is left in it.",
          Fate.class)
      .orElse(Fate.KEEP);
  public static final Setting<ArchiveFolder> ARCHIVE_DIR = Setting.of(
          "ARCHIVE_DIR",
          "Folder below OELEO_BASE_DIR_FROM for OELEO_DISPOSAL=archive; %Y, %m and %d in it are the"
              + " year, month and day on which a file was last modified. Files in it are not sent, and"
              + " none is replaced.",
          "a folder below OELEO_BASE_DIR_FROM, such as archive or archive/%Y-%m",
          ArchiveFolder::parse)
      .orElse(ArchiveFolder.parse("archive"));
  public static final Setting<Long> QUOTA = Setting.size(
          "QUOTA",
          "With push or pull, the most that all files at the destination may have together, whoever"
              + " put them there: those below its root are counted before the first is sent. A file that"
              + " replaces another needs room beside it until it is in place.")
      .example("500G");
  public static final Setting<Integer> PARALLEL = Setting.integer(
      "PARALLEL",
      "How many files move at once. Without it 8, or 32 where an end is another machine, so that"
          + " nobody waits for answers in turn.",
      1,
      256);
  public static final Setting<Timetable> BANDWIDTH = Setting.of(
          "BANDWIDTH",
          "Bytes per second for all transfers together, also by the hour: 10M, or 08:00,512K 19:00,off.",
          "a rate such as 10M, off, or a timetable such as 08:00,512K 19:00,off",
          Timetable::parse)
      .orElse(Timetable.unlimited());
  public static final Setting<Integer> RETRIES = Setting.integer(
          "RETRIES", "How often a file is tried again within one run, with growing pauses.", 0, 20)
      .orElse(3);
  public static final Setting<OnError> ON_ERROR = Setting.choice(
          "ON_ERROR",
          "What one failed file means for the others. continue: nothing; stop: with push or pull, no"
              + " other is begun in this run, which ends with exit code 1 when what is under way is done.",
          OnError.class)
      .orElse(OnError.CONTINUE);
  public static final Setting<Integer> QUARANTINE_AFTER = Setting.integer(
          "QUARANTINE_AFTER",
          "After how many failed runs a file is set aside until it changes.",
          1,
          1000)
      .orElse(5);
  public static final Setting<Duration> QUARANTINE = Setting.duration(
          "QUARANTINE",
          "How long a file set aside rests before it is tried once more; oeleo retry ends it now.")
      .orElse(Duration.ofHours(24));

  /** All of them, in the order in which they are shown. */
  public static final List<Setting<?>> ALL = List.of(
      BASE_DIR_FROM,
      BASE_DIR_TO,
      DB_NAME,
      LOCAL,
      EXTERNAL,
      MODE,
      CONFLICT,
      CONFLICT_LOSER,
      READ_ONLY,
      MAX_DELETE,
      FORGET_VANISHED,
      INCLUDE_SUBDIRS,
      EXTERNAL_SUBDIRS,
      CHECKER,
      HASH,
      SETTLE,
      VERIFY,
      OVERWRITE,
      EMPTY_SOURCE,
      EMPTY_DESTINATION,
      MIN_FREE,
      DISPOSAL,
      ARCHIVE_DIR,
      QUOTA,
      PARALLEL,
      BANDWIDTH,
      RETRIES,
      ON_ERROR,
      QUARANTINE_AFTER,
      QUARANTINE,
      BOOKKEEPER);

  private WorkerSettings() {}

  private static HashAlgorithm hash(String text) {
    HashAlgorithm algorithm = HashAlgorithm.named(text);
    if (!List.of(HashAlgorithm.SHA256, HashAlgorithm.MD5).contains(algorithm)) {
      throw new IllegalArgumentException("is none of these");
    }
    return algorithm;
  }

  /** Here, because what is refused here is shown without the password that may be in it. */
  private static void refuseUri(String name) {
    if (name.contains("://")) {
      throw new IllegalArgumentException(
          "is a URI; it belongs into OELEO_BASE_DIR_FROM or OELEO_BASE_DIR_TO");
    }
  }
}
