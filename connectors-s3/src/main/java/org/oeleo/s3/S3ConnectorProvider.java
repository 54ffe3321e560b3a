package org.oeleo.s3;

import java.io.IOException;
import java.util.List;
import org.oeleo.s3.access.Access;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.ConnectorProvider;

/** Offers buckets of object stores; found by {@link java.util.ServiceLoader} only. Immutable. */
public final class S3ConnectorProvider implements ConnectorProvider {
  @Override
  public String name() {
    return "s3";
  }

  @Override
  public String description() {
    return "a bucket of an object store, reached by S3";
  }

  @Override
  public List<Setting<?>> settings() {
    return S3Settings.all();
  }

  /** Connects at the first call. */
  @Override
  public Connector open(String root, Settings settings) throws IOException {
    try {
      Tuning tuning = S3Settings.tuning(settings);
      return new S3Connector(Access.open(root, settings), tuning);
    } catch (SettingsException e) {
      throw ConnectorException.of(e);
    }
  }
}
