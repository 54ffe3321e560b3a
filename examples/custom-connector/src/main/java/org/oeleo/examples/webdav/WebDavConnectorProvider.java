package org.oeleo.examples.webdav;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.oeleo.settings.Secret;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.ConnectorProvider;
import org.oeleo.spi.Kind;

/**
 * Offers a folder on a WebDAV server; found by {@link java.util.ServiceLoader} through
 * {@code META-INF/services}. Immutable.
 */
public final class WebDavConnectorProvider implements ConnectorProvider {
  static final Setting<String> USERNAME =
      Setting.text("USERNAME", "Who to log in as; without it, nobody logs in.");

  static final Setting<Secret> PASSWORD =
      Setting.secret("PASSWORD", "The password to log in with; goes by webdavs:// only.");

  @Override
  public String name() {
    return "webdav";
  }

  @Override
  public String description() {
    return "a folder on a web server that speaks WebDAV";
  }

  @Override
  public List<String> schemes() {
    return List.of("webdav", "webdavs");
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(USERNAME, PASSWORD);
  }

  @Override
  public Connector open(String root, Settings settings) throws IOException {
    try {
      URI address = address(root);
      Optional<String> user = settings.find(USERNAME);
      String password = settings.find(PASSWORD).map(Secret::reveal).orElse("");
      if (user.isPresent() && !isPrivate(address)) {
        throw new ConnectorException(
            Kind.REJECTED, address + " would send the password readable: use webdavs://");
      }
      return new WebDavConnector(new DavServer(address, user.map(name -> name + ":" + password)));
    } catch (SettingsException e) {
      throw ConnectorException.of(e);
    }
  }

  /** {@code webdavs://host/a b} is the folder {@code https://host/a%20b/}. */
  private static URI address(String root) throws ConnectorException {
    String text = root.replaceFirst("^webdav(s?)://", "http$1://").replace(" ", "%20");
    URI given = DavServer.parse(text.endsWith("/") ? text : text + "/");
    URI address = DavServer.parse(given.toASCIIString());
    boolean usable = address.getHost() != null
        && List.of("http", "https").contains(address.getScheme())
        && address.getRawUserInfo() == null
        && address.getRawQuery() == null
        && address.getRawFragment() == null;
    if (!usable) {
      throw new ConnectorException(
          Kind.REJECTED, "the root of webdav must be like webdavs://host/folder, without a login");
    }
    return address;
  }

  private static boolean isPrivate(URI address) {
    return address.getScheme().equals("https")
        || List.of("localhost", "127.0.0.1", "[::1]").contains(address.getHost());
  }
}
