package org.oeleo.s3.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@code .s3conf.yml}, in which filecloudsync keeps keys. Immutable.
 *
 * @param name for a person
 * @param values may hold null, for a key without a value
 */
record SeedFile(String name, Map<String, String> values) {
  static final String NAME = ".s3conf.yml";
  static final String ACCESS_KEY = "aws_access_key_id";
  static final String SECRET_KEY = "aws_secret_access_key";
  static final String ENDPOINT = "endpoint_url";

  private static final Logger LOG = LoggerFactory.getLogger(SeedFile.class);
  private static final int LARGEST = 64 * 1024;
  private static final ObjectReader TEXTS = new YAMLMapper().readerForMapOf(String.class);
  private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.of(
      PosixFilePermission.OWNER_READ,
      PosixFilePermission.OWNER_WRITE,
      PosixFilePermission.OWNER_EXECUTE));

  /** What the file in this folder says; nothing if there is none. */
  static SeedFile in(Path folder) throws SettingsException {
    Path file = folder.resolve(NAME);
    String name = Printable.name(file);
    try {
      if (Files.size(file) > LARGEST) {
        throw new SettingsException(name, "is larger than 64 KiB: it holds no keys");
      }
      SeedFile read = new SeedFile(name, read(file));
      read.warnOfOthers(file);
      return read;
    } catch (NoSuchFileException e) {
      return new SeedFile(name, Map.of());
    } catch (JsonProcessingException e) {
      // Its message shows the line, and so perhaps a secret: neither message nor cause goes on.
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new SettingsException(
          name,
          "line " + line + " is not understood: write one name: value in each line,"
              + " with quotes around a value of special characters");
    } catch (IOException e) {
      throw new SettingsException(name, "cannot be read: " + Printable.name(e));
    }
  }

  /** Each value as it is written, never as a number. */
  private static Map<String, String> read(Path file) throws IOException {
    try (MappingIterator<Map<String, String>> documents =
        TEXTS.readValues(Files.readAllBytes(file))) {
      return documents.hasNextValue() ? documents.nextValue() : Map.of();
    }
  }

  private void warnOfOthers(Path file) throws IOException {
    if (find(SECRET_KEY).isEmpty()
        || !file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (permissions.stream().anyMatch(OTHERS::contains)) {
      LOG.warn(
          "{} holds a secret that others may read or change ({}): chmod 600 it",
          name,
          PosixFilePermissions.toString(permissions));
    }
  }

  Optional<String> find(String key) {
    return Optional.ofNullable(values.get(key)).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** What it is, without what is in it. */
  @Override
  public String toString() {
    return name;
  }
}
