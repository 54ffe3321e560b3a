package org.oeleo.settings;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One {@code .env} file on its way to a {@link Source}: dotenv-java reads it, {@link DotenvScan}
 * watches.
 */
final class DotenvFile {
  private static final int MOST_BYTES = 1 << 20;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** Whose variables matter: ours, the original app's, and those the makers of SDKs have named. */
  private static final List<String> PREFIXES = List.of("OELEO_", "OA_", "AWS_", "AZURE_", "S3_");

  private final Path path;

  private DotenvFile(Path path) {
    this.path = path;
  }

  static Source read(Path path) throws SettingsException {
    return new DotenvFile(path).read();
  }

  /**
   * Whether a variable of this name is one for us; in any case, so that a misspelt one is noticed.
   */
  static boolean isOurs(String variable) {
    String upper = variable.toUpperCase(Locale.ROOT);
    return PREFIXES.stream().anyMatch(upper::startsWith);
  }

  private Source read() throws SettingsException {
    String text = text();
    boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    DotenvScan scan = DotenvScan.of(path.toString(), text.substring(marked ? 1 : 0), marked);
    if (!scan.problems().isEmpty()) {
      throw new SettingsException(scan.problems());
    }
    Map<String, String> values = new HashMap<>();
    Map<String, String> loaded = load();
    for (DotenvScan.Entry entry : scan.lastEntries()) {
      if (isOurs(entry.key())) {
        values.put(entry.key(), value(entry, loaded.getOrDefault(entry.key(), "")));
      }
    }
    return new Source(path.toString(), values, Optional.of(path), scan.warnings());
  }

  /** The value by both readings, which must agree: a difference would be a value silently wrong. */
  private String value(DotenvScan.Entry entry, String loaded) throws SettingsException {
    if (entry.isReadByUsAlone() || loaded.equals(entry.raw())) {
      return entry.value();
    }
    throw problem("line " + entry.line() + ": " + entry.key()
        + " changed while the file was being read; try again");
  }

  private Map<String, String> load() throws SettingsException {
    // As a URI, since dotenv-java rewrites plain paths: it drops ".env" at the end of a folder's
    // name and turns backslashes around.
    String uri = path.toAbsolutePath().toUri().toString();
    try {
      Dotenv dotenv = Dotenv.configure()
          .directory("file:")
          .filename(uri.substring("file:/".length()))
          .ignoreIfMalformed()
          .load();
      Map<String, String> values = new HashMap<>();
      for (DotenvEntry entry : dotenv.entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)) {
        values.put(entry.getKey(), entry.getValue());
      }
      return values;
    } catch (DotenvException e) {
      // Its message may quote a line, and so a secret: neither message nor cause goes on.
      throw problem("cannot be read");
    }
  }

  private String text() throws SettingsException {
    if (Files.isDirectory(path)) {
      throw problem("is a folder, not a file of settings");
    }
    if (!Files.exists(path)) {
      throw problem("does not exist (working directory " + Path.of("").toAbsolutePath() + ")");
    }
    if (!Files.isRegularFile(path)) {
      throw problem("is not a regular file");
    }
    try {
      if (Files.size(path) > MOST_BYTES) {
        throw problem("is larger than 1 MiB; it cannot be a file of settings");
      }
      return decode(Files.readAllBytes(path));
    } catch (AccessDeniedException e) {
      throw problem("may not be read: permission denied");
    } catch (IOException e) {
      throw problem("cannot be read: " + e.getMessage());
    }
  }

  private String decode(byte[] bytes) throws SettingsException {
    if (bytes.length > 1 && (bytes[0] & 0xff) + (bytes[1] & 0xff) == 0xff + 0xfe) {
      throw problem("is UTF-16; save it as UTF-8");
    }
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      return decoder.decode(buffer).toString();
    } catch (CharacterCodingException e) {
      String good = new String(bytes, 0, buffer.position(), StandardCharsets.UTF_8);
      long line = good.chars().filter(c -> c == '\n').count() + 1;
      throw problem("line " + line + ": is not UTF-8; save the file as UTF-8");
    }
  }

  private SettingsException problem(String text) {
    return new SettingsException(path.toString(), text);
  }
}
