package org.oeleo.ssh;

import java.io.IOException;
import java.util.List;
import org.oeleo.settings.Setting;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.spi.Connector;
import org.oeleo.spi.ConnectorException;
import org.oeleo.spi.ConnectorProvider;
import org.oeleo.spi.Identity;
import org.oeleo.spi.Links;
import org.oeleo.ssh.access.Access;
import org.oeleo.ssh.access.HostKeys;
import org.oeleo.ssh.sftp.SftpClient;

/** Offers folders of other machines; found by {@link java.util.ServiceLoader} only. Immutable. */
public final class SshConnectorProvider implements ConnectorProvider {
  @Override
  public String name() {
    return "ssh";
  }

  @Override
  public String description() {
    return "a folder of another machine, reached by SSH (SFTP)";
  }

  @Override
  public List<String> schemes() {
    return List.of("ssh", "sftp");
  }

  @Override
  public List<Setting<?>> settings() {
    return SshSettings.all();
  }

  /** Connects, because only the server knows what it offers. */
  @Override
  public Connector open(String root, Settings settings) throws IOException {
    try {
      Access access = Access.of(root, settings);
      Lifeline line = new Lifeline(access);
      try {
        return connected(line, access, settings);
      } catch (IOException | RuntimeException | SettingsException e) {
        line.close();
        throw e;
      }
    } catch (SettingsException e) {
      throw ConnectorException.of(e);
    }
  }

  private static Connector connected(Lifeline line, Access access, Settings settings)
      throws IOException, SettingsException {
    try {
      SftpClient client = line.client();
      RemoteTree tree = RemoteTree.of(access, line.connection().serverVersion(), client);
      if (settings.get(SshSettings.REMOTE_HASH)) {
        new RemoteHash(line).require();
      }
      Sight sight = new Sight(tree, settings.get(Links.SETTING));
      return new SshConnector(line, sight, Traits.of(client, tree, settings));
    } catch (IOException e) {
      throw new Failures(access.toString()).of(e, access.path());
    }
  }

  @Override
  public List<Identity> identify(String root, Settings settings) throws IOException {
    try {
      return ServerIdentity.of(new HostKeys(Access.of(root, settings)));
    } catch (SettingsException e) {
      throw ConnectorException.of(e);
    }
  }
}
