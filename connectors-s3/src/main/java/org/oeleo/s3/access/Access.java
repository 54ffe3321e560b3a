package org.oeleo.s3.access;

import java.io.IOException;
import java.util.List;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.ConnectorException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An open way to one store. Safe for many threads; whoever opened it closes it.
 *
 * @param client never retries by itself
 * @param address where in the store
 * @param checksums what the store understands
 * @param endpoint the store, for a person
 */
public record Access(S3Client client, Address address, Checksums checksums, String endpoint)
    implements AutoCloseable {
  /** Every setting this reads, declared once. */
  public static List<Setting<?>> settings() {
    return AccessSettings.ALL;
  }

  /**
   * Opens a way to the bucket that {@code root} names; asks nothing of the store yet.
   *
   * @throws ConnectorException REJECTED if settings or root are wrong, AUTHENTICATION if no keys
   *     are found
   */
  public static Access open(String root, Settings settings) throws IOException {
    return open(root, settings, Surroundings.own());
  }

  static Access open(String root, Settings settings, Surroundings surroundings) throws IOException {
    try {
      return new Opening(settings, surroundings).open(Address.parse(root));
    } catch (SettingsException e) {
      throw ConnectorException.of(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  /** Where it leads, without who we are. */
  @Override
  public String toString() {
    return address + " on " + endpoint;
  }
}
