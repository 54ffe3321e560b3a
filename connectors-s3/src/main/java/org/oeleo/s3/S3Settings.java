package org.oeleo.s3;

import java.util.ArrayList;
import java.util.List;
import org.oeleo.s3.access.Access;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;

/** The settings of this connector; those of the way to the store are {@link Access#settings}. */
final class S3Settings {
  private static final long MIB = 1024 * 1024;
  private static final long LEAST_PART = 5 * MIB;
  private static final long MOST_PART = 1024 * MIB;

  static final Setting<Tuning.Conditions> CONDITIONS = Setting.choice(
          "CONDITIONAL_WRITES",
          "Whether the store is asked to compare what is there before it is replaced."
              + " A store that ignores the question must not be asked; auto asks those that know"
              + " the newer checksums, too.",
          Tuning.Conditions.class)
      .orElse(Tuning.Conditions.AUTO);

  static final Setting<Long> PART_SIZE = Setting.size(
          "PART_SIZE",
          "The size of the parts that a large file is sent in, at least 5M. Larger where a file"
              + " would have more than 10,000. What is not larger than a part is sent whole.")
      .checkedBy(size -> {
        if (size < LEAST_PART) {
          throw new IllegalArgumentException("is below 5M, which S3 does not take");
        }
        if (size > MOST_PART) {
          throw new IllegalArgumentException("is above 1G, which has to fit into memory");
        }
      })
      .orElse(8 * MIB);

  static final Setting<Integer> PARTS_AT_ONCE = Setting.integer(
          "PARTS_AT_ONCE", "How many parts of one file are sent at the same time.", 1, 64)
      .orElse(4);

  static final Setting<Long> MEMORY = Setting.size(
      "SEND_MEMORY",
      "The most memory in which parts wait to be sent, for all files together; by default 64M,"
          + " or a quarter of what the program may use if that is less. One part has to fit:"
          + " files above 600G need more, one of 5T 525M.");

  private S3Settings() {}

  static List<Setting<?>> all() {
    List<Setting<?>> all = new ArrayList<>(Access.settings());
    all.addAll(List.of(CONDITIONS, PART_SIZE, PARTS_AT_ONCE, MEMORY));
    return all;
  }

  static Tuning tuning(Settings settings) throws SettingsException {
    long part = settings.get(PART_SIZE);
    long memory = settings.find(MEMORY).orElse(Tuning.usual().memory());
    return new Tuning(part, part, settings.get(PARTS_AT_ONCE), memory, settings.get(CONDITIONS));
  }
}
