package org.oeleo.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.oeleo.spi.FileEntry;
import org.oeleo.spi.HashAlgorithm;
import org.oeleo.spi.RelativePath;

/**
 * The temporary name of a transfer: in the folder of its target, short, the same for the same
 * version of the same source, another for any other, and not to be guessed without the ledger.
 */
final class AsideName {
  private static final String PREFIX = ".oeleo-";
  private static final String SUFFIX = ".part";
  private static final int DIGITS = 24;

  private static final Pattern FORM =
      Pattern.compile(Pattern.quote(PREFIX) + "[0-9a-f]{" + DIGITS + "}" + Pattern.quote(SUFFIX));

  private AsideName() {}

  static RelativePath of(String ledgerId, RelativePath target, FileEntry source) {
    MessageDigest digest = HashAlgorithm.SHA256.newDigest();
    Instant modified = source.modified();
    // Each part is closed by a NUL, which no path holds, so that no two sets of parts read alike.
    String parts = ledgerId
        + '\0'
        + target
        + '\0'
        + source.path()
        + '\0'
        + source.size()
        + '\0'
        + modified.getEpochSecond()
        + '.'
        + modified.getNano()
        + '\0'
        + source.tag().orElse("")
        + '\0';
    byte[] sum = digest.digest(parts.getBytes(StandardCharsets.UTF_8));
    String hash = HexFormat.of().formatHex(sum, 0, DIGITS / 2);
    return target.sibling(PREFIX + hash + SUFFIX);
  }

  /** Always the same one of a ledger, directly below the root, for a file without content. */
  static RelativePath ofProbe(String ledgerId) {
    RelativePath probe = RelativePath.of("probe");
    return of(ledgerId, probe, FileEntry.of(probe, 0, Instant.EPOCH));
  }

  /** Whether a name is of this form; such files are never sources. */
  static boolean isAside(String name) {
    return name.startsWith(PREFIX) && FORM.matcher(name).matches();
  }
}
