package org.oeleo.settings;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that holds nothing but one secret.
 *
 * @param variable which variable named it
 * @param path where it is
 */
record SecretFile(String variable, Path path) {
  static final String SUFFIX = "_FILE";

  private static final String CREDENTIALS = "CREDENTIALS_DIRECTORY";
  private static final int MOST_BYTES = 1 << 16;

  /**
   * What {@code OELEO_PASSWORD_FILE} names, or else what systemd's LoadCredential has put in place.
   */
  static Optional<SecretFile> of(Source source, String secret) throws SettingsException {
    String variable = secret + SUFFIX;
    String file = source.values().getOrDefault(variable, "").strip();
    if (!file.isEmpty()) {
      return Optional.of(new SecretFile(variable, path(variable, file)));
    }
    String folder = source.values().getOrDefault(CREDENTIALS, "").strip();
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    Path credential = path(CREDENTIALS, folder).resolve(secret);
    return Files.exists(credential)
        ? Optional.of(new SecretFile(CREDENTIALS + "/" + secret, credential))
        : Optional.empty();
  }

  private static Path path(String variable, String text) throws SettingsException {
    try {
      return Parsers.path(text);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(
          variable, "must be a path, but '" + Shown.text(text) + "' " + e.getMessage());
    }
  }

  /** Refuses what could not be read; reads nothing yet. */
  void check() throws SettingsException {
    if (Files.isDirectory(path)) {
      throw problem("is a folder");
    }
    if (!Files.exists(path)) {
      throw problem("does not exist");
    }
    if (!Files.isReadable(path)) {
      throw problem("may not be read: permission denied");
    }
  }

  /** The content, without the line break at its end. Never part of any message. */
  String content() throws SettingsException {
    check();
    try {
      if (Files.size(path) > MOST_BYTES) {
        throw problem("is larger than 64 KiB; it cannot be a secret");
      }
      String content = Files.readString(path, StandardCharsets.UTF_8);
      String text = content.replaceFirst("^\uFEFF", "").replaceFirst("[\r\n]++$", "");
      if (text.isBlank()) {
        throw problem("is empty");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw problem("is not UTF-8 text");
    } catch (IOException e) {
      throw problem("cannot be read: " + e.getMessage());
    }
  }

  private SettingsException problem(String text) {
    return new SettingsException(variable, "names the file " + path + ", which " + text);
  }
}
