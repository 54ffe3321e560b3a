package org.oeleo.ssh.access;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.oeleo.settings.Settings;
import org.oeleo.settings.SettingsException;
import org.oeleo.testkit.server.OpenSshServer;
import org.oeleo.testkit.server.TcpProxy;

/** A home folder for tests, and settings to reach a server from there. */
final class Entrance {
  private final Path folder;
  private final Map<String, String> variables = new HashMap<>();

  Entrance(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve(".ssh"));
    set("SSH_AGENT", "no");
    set("SSH_CONFIG", config().toString());
  }

  static OpenSshServer server(String... lines) throws IOException {
    assumeTrue(OpenSshServer.isInstalled(), OpenSshServer.missing());
    return OpenSshServer.start(lines);
  }

  /** Settings that let us in to that server. */
  static Entrance to(OpenSshServer server, Path folder) throws IOException {
    return new Entrance(folder)
        .set("HOST", "127.0.0.1:" + server.port())
        .set("USERNAME", server.user())
        .set("KEY_FILENAME", server.clientKey().toString())
        .set("KNOWN_HOSTS", server.knownHosts().toString());
  }

  /** To the same server, which is known under the proxy's port now. */
  Entrance through(OpenSshServer server, TcpProxy proxy) throws IOException {
    Files.writeString(
        ssh("known"),
        server.hostKeyLine().replace(":" + server.port() + " ", ":" + proxy.port() + " ") + "\n");
    return set("HOST", "127.0.0.1:" + proxy.port())
        .set("KNOWN_HOSTS", ssh("known").toString());
  }

  Entrance set(String name, String value) {
    variables.put("OELEO_" + name, value);
    return this;
  }

  Entrance unset(String name) {
    variables.remove("OELEO_" + name);
    return this;
  }

  Home home() {
    return new Home(folder, System.getProperty("user.name"));
  }

  Path ssh(String name) {
    return folder.resolve(".ssh").resolve(name);
  }

  Path config() {
    return ssh("config");
  }

  Entrance config(String... lines) throws IOException {
    return file("config", lines);
  }

  /** A file in the folder of ssh that only we may change, as ssh demands. */
  Entrance file(String name, String... lines) throws IOException {
    Path file = Files.write(ssh(name), List.of(lines));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return this;
  }

  Access access() throws SettingsException {
    return access("/srv");
  }

  Access access(String root) throws SettingsException {
    return Access.of(root, Settings.of(variables), home());
  }

  /** A key of this type below the home folder, by ssh-keygen. */
  Path key(String name, String... options) throws IOException, InterruptedException {
    Path file = ssh(name);
    List<String> command = new ArrayList<>(List.of("ssh-keygen", "-q", "-f", file.toString()));
    command.addAll(List.of(options));
    tool(command);
    return file;
  }

  static String tool(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + output);
    }
    return output;
  }
}
